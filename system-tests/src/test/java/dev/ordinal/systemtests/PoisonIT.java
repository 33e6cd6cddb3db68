package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.RawCommands;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one command asks for stops no other, neither then nor after a restart reads it again. */
class PoisonIT {

  private static final String DAY = "2026-05-05T12:00:00Z";
  private static final List<String> SERIES = List.of("GAM", "RET", "OTH", "FOUR");

  @TempDir private Path folder;

  @Test
  void aStartAtTheEndOfAllNumbersAndAnImportOverAHundredThousandDaysStopNobody() {
    try (Ordinal ordinal = Ordinal.up(folder.resolve("data"))) {
      Client client = ordinal.client();
      define(client, "OTH", 1);
      define(client, "FOUR", 1);
      poison(client, "1");
      allGoOn(client, "before");
      ordinal.process().kill();
      try (Ordinal again = ordinal.again()) {
        allGoOn(again.client(), "after");
        poison(again.client(), "2");
        allGoOn(again.client(), "later");
        EventLog.numbersOfAContiguousLog(again.ports());
      }
    }
  }

  private static void poison(Client client, String key) {
    define(client, "OVF", Long.MAX_VALUE);
    for (int i = 0; i < 3; i++) {
      Answer answer = client.order("ovf-" + key + i, order("OVF", DAY)).join();
      assertThat(answer.status()).as(answer.text()).isBetween(200, 499).isNotEqualTo(202);
    }
    LocalDate first = LocalDate.of(1901, 1, 1);
    String file =
        Stream.iterate(0, day -> day + 1)
            .limit(100_000)
            .map(day -> "GAM-" + first.plusDays(day).toString().replace("-", "") + "-0001")
            .collect(Collectors.joining("\n", "number\n", "\n"));
    Answer checked =
        client
            .send(
                client
                    .request("/series/GAM/import?dryRun=true")
                    .header("Content-Type", "text/csv")
                    .header("Idempotency-Key", "days-" + key)
                    .header("Prefer", "wait=30")
                    .POST(BodyPublishers.ofString(file)))
            .join();
    assertThat(checked.status()).as(checked.text()).isBetween(200, 499).isNotEqualTo(202);
  }

  private static void define(Client client, String code, long start) {
    ObjectNode series = JsonNodeFactory.instance.objectNode();
    series.put("kind", "order").put("pattern", code + "-{seq:4}").put("reset", "never");
    series.put("zone", "UTC").put("overflow", "widen").put("start", start);
    Answer answer =
        client
            .send(
                client
                    .request("/series/" + code)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(series.toString())))
            .join();
    assertThat(answer.status()).as(answer.text()).isIn(200, 201, 422);
  }

  private static void allGoOn(Client client, String key) {
    for (String series : SERIES) {
      Answer answer = client.order(key + series, order(series, DAY)).join();
      assertThat(answer.status()).as(series + answer.text()).isEqualTo(201);
    }
  }

  /** An order as no caller over HTTP could send it: its event is larger than any record may be. */
  @Test
  void aCommandThatCannotBeDecidedIsParkedAndShownAndTheOthersGoOn() throws Exception {
    try (Ordinal ordinal = Ordinal.up(folder.resolve("data"))) {
      Client client = ordinal.client();
      OrderLine wide = new OrderLine("x".repeat(5 * 1024 * 1024), "", 1, 1);
      CommandEnvelope poison = RawCommands.order(wide);
      RawCommands.send(ordinal.ports(), poison);
      Answer told =
          Await.until(
              () -> client.get("/commands/" + poison.commandId()),
              answer -> answer.status() == 200 && !answer.text("status").equals("pending"));
      assertThat(told.text("status")).isEqualTo("parked");
      assertThat(told.body().at("/problem/code").asText()).isEqualTo("command-parked");
      assertThat(client.list("/commands/parked?limit=1"))
          .singleElement()
          .satisfies(
              parked -> {
                assertThat(parked.get("commandId").asText())
                    .isEqualTo(poison.commandId().toString());
                assertThat(parked.get("owner").asText()).isEqualTo("GAM");
                assertThat(parked.get("actor").asText()).isEqualTo("checkout");
                assertThat(parked.get("reason").asText()).contains("orders.placed.v1");
                assertThat(parked.get("failure").asText()).contains("TooLarge");
                assertThat(parked.get("state").asText()).isEqualTo("parked");
              });
      Answer retried = retry(client, poison.commandId(), "r1");
      assertThat(retried.status()).as(retried.text()).isEqualTo(500);
      assertThat(retried.text("code")).isEqualTo("command-parked");
      assertThat(client.list("/commands/parked")).hasSize(1);
      assertThat(client.order("k1", order("GAM", DAY)).join().text("number")).endsWith("-0001");
    }
  }

  @Test
  void aParkedCommandIsDecidedOnceWhenItIsTriedAgain() throws Exception {
    try (Ordinal ordinal = Ordinal.up(folder.resolve("data"))) {
      Client client = ordinal.client();
      CommandEnvelope parked = RawCommands.park(ordinal.ports());
      JsonNode shown = client.list("/commands/parked").get(0);
      assertThat(shown.get("state").asText()).isEqualTo("parked");

      Answer decided = retry(client, parked.commandId(), "r1");
      assertThat(decided.status()).as(decided.text()).isEqualTo(201);
      String number = decided.text("number");
      assertThat(client.get("/orders/" + number).status()).isEqualTo(200);
      Answer again = retry(client, parked.commandId(), "r2");
      assertThat(again.text("number")).isEqualTo(number);
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      Answer command = client.get("/commands/" + parked.commandId());
      assertThat(command.text("status")).isEqualTo("accepted");
      assertThat(command.body().at("/result/number").asText()).isEqualTo(number);
      assertThat(client.list("/commands/parked").get(0).get("state").asText()).isEqualTo("retried");
      assertThat(EventLog.numbersOfAContiguousLog(ordinal.ports())).containsExactly(number);

      assertThat(retry(client, UUID.randomUUID(), "r3").status()).isEqualTo(404);
      Answer withoutKey =
          client
              .send(
                  client
                      .request("/commands/parked/" + parked.commandId() + "/retry")
                      .POST(BodyPublishers.noBody()))
              .join();
      assertThat(withoutKey.status()).isEqualTo(400);
    }
  }

  private static Answer retry(Client client, UUID commandId, String key) {
    return client
        .send(
            client
                .request("/commands/parked/" + commandId + "/retry")
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=30")
                .POST(BodyPublishers.noBody()))
        .join();
  }
}
