package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.time.Year;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Series anyone can define, and their sequences. */
@ExtendWith(SharedOrdinal.class)
class SeriesIT {

  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
  }

  @Test
  void theDefaultsAreThere() {
    assertThat(client.list("/series?"))
        .extracting(item -> item.get("code").asText())
        .contains("BOQ", "GAM", "HM-P", "ICCT", "RET");
  }

  @Test
  void aSeriesIsDefinedUsedAndChangedFromTheNextNumberOn() {
    Answer defined = put("SHOP", series("SHOP-{yyyy}-{seq:3}", "yearly"));
    assertThat(defined.status()).as(defined.text()).isEqualTo(201);
    assertThat(defined.header("Location")).isEqualTo("/series/SHOP");
    assertThat(client.get("/series/SHOP").body()).isEqualTo(defined.body());

    assertThat(number("s1", "SHOP")).isEqualTo("SHOP-2020-001");
    Answer changed = put("SHOP", series("SHOP-{yyyy}-{seq:5}", "yearly"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(number("s2", "SHOP")).isEqualTo("SHOP-2020-00002");
    assertThat(client.get("/orders/SHOP-2020-001").status()).isEqualTo(200);

    Answer refused = put("SHOP", series("SHOP-{yyyy}-{MM}-{seq:5}", "monthly"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("series-in-use");
  }

  @Test
  void anOrderThatWasTooEarlyIsPlacedUnderItsKeyOnceItsSeriesIsThere() {
    Answer early = client.order("early", order("LATER", "2020-01-01T00:00:00Z")).join();
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.text("code")).isEqualTo("unknown-series");
    assertThat(put("LATER", series("LATER-{yyyy}-{seq:3}", "yearly")).status()).isEqualTo(201);
    assertThat(number("early", "LATER")).isEqualTo("LATER-2020-001");
    assertThat(number("early", "LATER")).isEqualTo("LATER-2020-001");
  }

  @Test
  void aResetSkipsNumbersAndOfTwoThatRaceOneWins() {
    put("SKIP", series("SKIP-{seq:3}", "never"));
    assertThat(number("k1", "SKIP")).isEqualTo("SKIP-001");
    assertThat(client.get("/series/SKIP/sequence").text("next")).isEqualTo("SKIP-002");

    List<CompletableFuture<Answer>> racing =
        IntStream.of(50, 60)
            .mapToObj(
                to ->
                    client.send(
                        client.post(
                            "/series/SKIP/sequence/reset",
                            "to-" + to,
                            reset(to).put("expectedCurrent", 1).toString())))
            .toList();
    List<Answer> answers = racing.stream().map(CompletableFuture::join).toList();
    assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    assertThat(answers).anyMatch(answer -> answer.text("code").equals("sequence-moved"));

    JsonNode sequence = client.get("/series/SKIP/sequence").body();
    long current = sequence.get("current").asLong();
    assertThat(number("k2", "SKIP")).isEqualTo("SKIP-0" + (current + 1));
    Answer back = client.post("/series/SKIP/sequence/reset", "back", reset(1));
    assertThat(back.text("code")).isEqualTo("would-reissue");
    assertThat(EventLog.read(ordinal.ports(), Topics.NUMBERING_EVENTS))
        .extracting(entry -> entry.value())
        .filteredOn(SeriesEvent.SequenceReset.class::isInstance)
        .filteredOn(event -> event.series().equals("SKIP"))
        .singleElement()
        .satisfies(event -> assertThat(event.toString()).contains("a pad was lost"));
  }

  @Test
  void aSeriesThatDoesNotWidenSaysSoBeforeAndAtTheLimit() {
    put("TINY", series("TINY-{seq:1}", "never").put("overflow", "reject").put("start", 8));
    assertThat(client.get("/series/TINY/sequence").body().get("remaining").asLong()).isEqualTo(2);
    number("t1", "TINY");
    number("t2", "TINY");
    JsonNode exhausted = client.get("/series/TINY/sequence").body();
    assertThat(exhausted.get("remaining").asLong()).isZero();
    assertThat(exhausted.has("next")).isFalse();
    Answer refused = client.order("t3", order("TINY", "2020-06-06T12:00:00Z")).join();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("code")).isEqualTo("series-exhausted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BAD   | BAD-{yyyy}         | yearly | UTC       | /pattern",
        "BAD   | BAD-{seq:4}{seq:4} | never  | UTC       | /pattern",
        "BAD   | BAD-{week}-{seq:4} | never  | UTC       | /pattern",
        "BAD   | BAD-{seq:0}        | never  | UTC       | /pattern",
        "BAD   | BAD-{seq:19}       | never  | UTC       | /pattern",
        "BAD   | GAM-{seq:4}        | never  | UTC       | /pattern",
        "BAD   | BAD-{yyyy}-{seq:4} | daily  | UTC       | /pattern",
        "BAD   | BAD-{seq:4}        | never  | Mars/Dune | /zone",
        "BAD   | BAD-{seq:4}        | weekly | UTC       | /reset",
      })
  void aWrongDefinitionIsNamed(
      String code, String pattern, String reset, String zone, String pointer) {
    Answer answer = put(code, series(pattern, reset).put("zone", zone));
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.body().path("errors").findValuesAsText("pointer")).containsExactly(pointer);
  }

  @Test
  void aSyncThatIsRepeatedWithItsKeyGetsTheFirstAnswerThoughMoreWasGivenSince() {
    put("SYNC", series("SYNC-{yyyy}-{seq:3}", "never"));
    number("sync-1", "SYNC");
    for (String path :
        List.of("/series/SYNC/sequence/sync", "/series/SYNC/sequence/sync?period=")) {
      String key = "sync-again-" + path.length();
      ObjectNode nothing = Json.MAPPER.createObjectNode();
      Answer first = client.post(path, key, nothing);
      assertThat(first.status()).as(first.text()).isEqualTo(200);
      number("sync-then-" + path.length(), "SYNC");
      Answer again = client.post(path, key, nothing);
      assertThat(again.status()).as(again.text()).isEqualTo(200);
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
      assertThat(again.text()).isEqualTo(first.text());
    }
    assertThat(client.get("/series/SYNC/sequence").text("next"))
        .isEqualTo("SYNC-" + Year.now(ZoneId.of("Africa/Lagos")) + "-004");
  }

  @Test
  void noStartStopsASeries() {
    for (String start : List.of("9223372036854775807", "1000000000000000000")) {
      Answer refused = put("OVF", series("OVF-{seq:4}", "never").put("start", Long.valueOf(start)));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body().at("/errors/0/pointer").asText()).isEqualTo("/start");
    }
    put("OVF", series("OVF-{seq:4}", "never").put("start", 999_999_999_999_999_999L));
    assertThat(number("ovf-1", "OVF")).isEqualTo("OVF-999999999999999999");
    Answer end = client.order("ovf-2", order("OVF", "2020-06-06T12:00:00Z")).join();
    assertThat(end.status()).isEqualTo(409);
    assertThat(end.text("code")).isEqualTo("series-exhausted");
    JsonNode sequence = client.get("/series/OVF/sequence").body();
    assertThat(sequence.has("next")).isFalse();
    assertThat(sequence.get("remaining").asLong()).isZero();
    assertThat(client.get("/numbers/OVF-999999999999999999").status()).isEqualTo(200);
    assertThat(number("ovf-3", "GAM")).startsWith("GAM-20200606-");
  }

  @Test
  void anUnknownSeriesOrPeriodIsSaid() {
    assertThat(client.get("/series/NOPE").status()).isEqualTo(404);
    assertThat(client.get("/series/GAM/sequence?period=2025-11").status()).isEqualTo(422);
    Answer wrongKind = client.order("kind", order("BOQ", "2020-06-06T12:00:00Z")).join();
    assertThat(wrongKind.text("code")).isEqualTo("wrong-series-kind");
  }

  private static String number(String key, String series) {
    Answer answer = client.order(key, order(series, "2020-06-06T12:00:00Z")).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text("number");
  }

  private static Answer put(String code, ObjectNode series) {
    return client.put("/series/" + code, series);
  }

  private static ObjectNode series(String pattern, String reset) {
    return Json.MAPPER
        .createObjectNode()
        .put("kind", "order")
        .put("pattern", pattern)
        .put("reset", reset)
        .put("zone", "Africa/Lagos");
  }

  private static ObjectNode reset(long current) {
    return Json.MAPPER.createObjectNode().put("current", current).put("reason", "a pad was lost");
  }
}
