package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.AcmePay.payment;
import static dev.ordinal.systemtests.harness.Examples.order;
import static dev.ordinal.systemtests.harness.Examples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can happen to one payment reference, in every order of up to three and a sample of those of
 * up to five, over HTTP and many at once. The core's own test goes through all of them. Replay a
 * sample with {@code -Dordinal.seed=N}.
 */
class PaymentInterleavingsIT {

  /** Of each longer length; {@code -Dordinal.interleavings=9330} takes all. */
  private static final int LONGER = Integer.getInteger("ordinal.interleavings", 100);

  private static final int AT_ONCE = 60;
  private static final String NONE = "none";

  @TempDir private static Path folder;

  private enum Fact {
    ORDER,
    PAYMENT,
    /** The same payment, sent again under an id of its own. */
    RETRY,
    FAILURE,
    REFUND,
    CANCEL
  }

  @Test
  void whateverComesWhenTheOrderEndsAsTheFactsSay() {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    List<List<Fact>> sequences = sample(new Random(seed));
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    try (Ordinal ordinal = Ordinal.up(folder.resolve("data"), AcmePay.ENVIRONMENT)) {
      Client client = ordinal.client();
      List<CompletableFuture<String>> numbers = new ArrayList<>();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < sequences.size(); i++) {
        List<Fact> sequence = sequences.get(i);
        Run run = new Run(client, "ref-" + i, i % 2 == 0);
        numbers.add(CompletableFuture.supplyAsync(() -> run.number(sequence), callers));
        expected.add(expected(sequence, run.withOrder()));
      }
      numbers.forEach(CompletableFuture::join);
      int placed = (int) expected.stream().filter(end -> !end.equals(NONE)).count();
      Map<String, String> statuses = Await.until(() -> statuses(client), s -> s.size() == placed);
      for (int i = 0; i < sequences.size(); i++) {
        assertThat(statuses.getOrDefault(numbers.get(i).join(), NONE))
            .as("%s (%d), replay with -Dordinal.seed=%d", sequences.get(i), i % 2, seed)
            .isEqualTo(expected.get(i));
      }
      assertThat(EventLog.numbersOfAContiguousLog(ordinal.ports())).hasSize(placed);
      List<JsonNode> before = everything(client);
      rebuild(ordinal.ports());
      assertThat(everything(client)).as("the read model, folded anew").isEqualTo(before);
    } finally {
      callers.shutdownNow();
    }
  }

  private static Map<String, String> statuses(Client client) {
    return client.list("/orders?limit=500").stream()
        .collect(Collectors.toMap(o -> o.get("number").asText(), o -> o.get("status").asText()));
  }

  private static List<JsonNode> everything(Client client) {
    List<JsonNode> all = new ArrayList<>(client.list("/orders?limit=500"));
    all.addAll(client.list("/payments?limit=500"));
    return all;
  }

  private static void rebuild(Ports ports) {
    Map<String, String> environment =
        Map.of(
            "ORDINAL_KAFKA_PORT", Integer.toString(ports.kafka()),
            "ORDINAL_POSTGRES_PORT", Integer.toString(ports.postgres()));
    try (JavaProcess rebuild = JavaProcess.start(folder, environment, "rebuild")) {
      assertThat(rebuild.exitCode()).as(rebuild.output()).isZero();
    }
  }

  /** A cancellation counts if it comes after the order and before any payment. */
  private static String expected(List<Fact> sequence, boolean withOrder) {
    int paid = first(sequence, Fact.PAYMENT, Fact.RETRY);
    int placed = first(sequence, Fact.ORDER);
    placed = withOrder ? Math.min(placed, paid) : placed;
    if (placed == sequence.size()) {
      return NONE;
    }
    if (sequence.subList(placed, Math.max(paid, placed)).contains(Fact.CANCEL)) {
      return "cancelled";
    }
    if (paid == sequence.size()) {
      return "placed";
    }
    return sequence.contains(Fact.REFUND) ? "refunded" : "paid";
  }

  private static int first(List<Fact> sequence, Fact... facts) {
    int first = sequence.size();
    for (Fact fact : facts) {
      int index = sequence.indexOf(fact);
      first = index < 0 ? first : Math.min(first, index);
    }
    return first;
  }

  /** One reference's history. */
  private record Run(Client client, String reference, boolean withOrder) {

    /** Sends one after the other and answers the order's number, if there is an order. */
    String number(List<Fact> sequence) {
      String number = NONE;
      for (int i = 0; i < sequence.size(); i++) {
        Answer answer = send(sequence.get(i), i, number);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201, 404, 409);
        String named = answer.text(answer.status() == 201 ? "number" : "order");
        number = answer.status() < 400 && named.startsWith("GAM-") ? named : number;
      }
      return number;
    }

    private Answer send(Fact fact, int step, String number) {
      AcmePay acme = new AcmePay(client);
      CompletableFuture<Answer> answer =
          switch (fact) {
            case ORDER -> client.order(reference, order("GAM").put("paymentReference", reference));
            case PAYMENT -> acme.send(reference + "-p", succeeded());
            case RETRY -> acme.send(reference + "-q", succeeded());
            case FAILURE -> acme.send(reference + "-f", payment("failed", reference));
            case REFUND -> acme.send(reference + "-r", payment("refunded", reference));
            case CANCEL -> cancel(number, reference + "-c" + step);
          };
      return answer.join();
    }

    private CompletableFuture<Answer> cancel(String number, String key) {
      String path = "/orders/" + number + "/cancel";
      return client.send(client.post(path, key, reason("no").toString()));
    }

    private ObjectNode succeeded() {
      ObjectNode body = payment("succeeded", reference);
      if (withOrder) {
        ((ObjectNode) body.get("data")).set("order", order("GAM"));
      }
      return body;
    }
  }

  private static List<List<Fact>> sample(Random random) {
    List<List<Fact>> all = new ArrayList<>();
    List<List<Fact>> last = List.of(List.of());
    for (int length = 1; length <= 5; length++) {
      List<List<Fact>> longer = new ArrayList<>();
      for (List<Fact> sequence : last) {
        for (Fact fact : Fact.values()) {
          List<Fact> next = new ArrayList<>(sequence);
          next.add(fact);
          longer.add(next);
        }
      }
      last = longer;
      List<List<Fact>> chosen = new ArrayList<>(longer);
      Collections.shuffle(chosen, random);
      all.addAll(length <= 3 ? longer : chosen.subList(0, Math.min(LONGER, chosen.size())));
    }
    return all;
  }
}
