package dev.ordinal.systemtests.crash;

import static dev.ordinal.systemtests.harness.Examples.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What callers ask for. A key stands for one request, so that a repeat of the key repeats the
 * request. The series lie in different partitions.
 */
enum Work {
  ORDER("/orders", "number") {
    @Override
    CompletableFuture<Answer> ask(Client client, String key) {
      return client.order(key, order("GAM", DAY));
    }
  },

  RETAIL_ORDER("/orders", "number") {
    @Override
    CompletableFuture<Answer> ask(Client client, String key) {
      return client.order(key, order("RET", DAY));
    }
  },

  /** A payment that brings its order. */
  PAYMENT("/orders", "order") {
    @Override
    CompletableFuture<Answer> ask(Client client, String key) {
      ObjectNode body = AcmePay.payment("succeeded", key);
      ((ObjectNode) body.get("data")).set("order", order("GAM", DAY));
      return new AcmePay(client).send(key, body);
    }

    /** A gateway is refused as long as its clock and that of the API are apart, and tries again. */
    @Override
    boolean isToBeRepeated(Answer answer) {
      return super.isToBeRepeated(answer) || answer.text().contains("signature-invalid");
    }
  },

  TEAM("/teams", "number") {
    @Override
    CompletableFuture<Answer> ask(Client client, String key) {
      ObjectNode team = Json.MAPPER.createObjectNode().put("name", key);
      team.putObject("captain").put("name", "Grace");
      return client.send(client.post("/teams", key, team.toString()));
    }
  },

  DOCUMENT("/documents", "number") {
    @Override
    CompletableFuture<Answer> ask(Client client, String key) {
      ObjectNode document =
          Json.MAPPER
              .createObjectNode()
              .put("series", "BOQ")
              .put("title", key)
              .put("currency", "THB")
              .put("totalAmount", 100);
      return client.send(client.post("/documents", key, document.toString()));
    }
  },

  LEAD("/leads", "id") {
    @Override
    CompletableFuture<Answer> ask(Client client, String key) {
      ObjectNode lead = Json.MAPPER.createObjectNode().put("name", key);
      return client.send(client.post("/leads", key, lead.toString()));
    }
  },

  /** A lead that two want at once: it names the lead and who has it. */
  CLAIM("/leads", "claim") {
    @Override
    CompletableFuture<Answer> ask(Client client, String key) {
      return LEAD.ask(client, key)
          .thenCompose(
              created ->
                  created.status() == 201
                      ? LeadRace.between(client, created, key)
                      : CompletableFuture.completedFuture(created));
    }

    @Override
    String pathOf(String name) {
      return path() + "/" + LeadRace.leadOf(name);
    }
  };

  /** The business time of all of them. */
  static final String DAY = "2026-05-05T12:00:00Z";

  private static final Set<Integer> MAYBE = Set.of(202, 429, 502, 503, 504);

  private final String path;
  private final String member;

  Work(String path, String member) {
    this.path = path;
    this.member = member;
  }

  /** What the caller of this index asks for: most place orders. */
  static Work ofCaller(int index) {
    return switch (index % 10) {
      case 4 -> CLAIM;
      case 5 -> RETAIL_ORDER;
      case 6 -> PAYMENT;
      case 7 -> TEAM;
      case 8 -> DOCUMENT;
      case 9 -> LEAD;
      default -> ORDER;
    };
  }

  /** Sends the request that the key stands for. */
  abstract CompletableFuture<Answer> ask(Client client, String key);

  /** Whether it may or may not have happened, so that the key will tell. */
  boolean isToBeRepeated(Answer answer) {
    return MAYBE.contains(answer.status());
  }

  /** What a positive answer names: a number, or the id of a lead. */
  String named(Answer answer) {
    return answer.text(member);
  }

  /** Where what is named like this can be read. */
  String pathOf(String name) {
    return path + "/" + name;
  }

  /** Where all that is named like this is listed. */
  String path() {
    return path;
  }

  /** Which member of an item of that list has the name. */
  String listed() {
    return this == LEAD ? "id" : "number";
  }
}
