package dev.ordinal.orderapi.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.numbers.NumberView.CommandView;
import dev.ordinal.orderapi.numbers.NumberView.EventView;
import io.dropwizard.jackson.Jackson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final ObjectMapper MAPPER =
      Jackson.newObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final Instant TIME = Instant.parse("2025-11-21T10:15:30Z");
  private static final UUID ID = UUID.fromString("0197a0b4-0000-7000-8000-000000000001");
  private static final EventView EVENT =
      new EventView("numbering.number-imported.v1", "ordinal.numbering.events", 2, 17, TIME);

  @Test
  void aGivenNumberIsToldWithItsPlaceAndItsNeighbours() {
    Scope scope = scope(series("A-{seq:3}"), 2, 2, List.of(given(1), imported(2)), List.of());

    assertThat(explain(scope, "A-002"))
        .hasToString(
            """
            {"number":"A-002","given":true,"how":"imported","series":"A","period":"","sequence":2,\
            "kind":"partner","name":"Grace","thing":"/partners/A-002",\
            "command":{"id":"0197a0b4-0000-7000-8000-000000000001",\
            "acceptedAt":"2025-11-21T10:15:30Z","actor":"ann"},\
            "event":{"type":"numbering.number-imported.v1","topic":"ordinal.numbering.events",\
            "partition":2,"offset":17,"time":"2025-11-21T10:15:30Z"},\
            "before":{"number":"A-001","given":true},\
            "after":{"number":"A-003","given":false,"reason":"not-yet"}}""");
  }

  @Test
  void beforeTheFirstNumberThereIsNothing() {
    SeriesDefinition series = series("A-{seq:3}", Reset.NEVER, Overflow.WIDEN, 100);

    JsonNode first = explain(scope(series, 100, 99, List.of(), List.of()), "A-100");
    assertThat(first.get("reason").asText()).isEqualTo("not-yet");
    assertThat(first.get("before").isNull()).isTrue();
    JsonNode earlier = explain(scope(series, 99, 99, List.of(), List.of()), "A-099");
    assertThat(earlier.get("reason").asText()).isEqualTo("before-start");
    assertThat(earlier.get("detail").asText()).isEqualTo("the first sequence of A is 100");
    assertThat(earlier.at("/after/reason").asText()).isEqualTo("not-yet");
  }

  @Test
  void aSkippedNumberSaysHowByWhomWhenAndWhy() {
    SeriesDefinition series = series("A-{seq:3}");

    JsonNode reset = explain(scope(series, 3, 5, List.of(), List.of(skip(2, 5, "reset"))), "A-003");
    assertThat(reset.get("reason").asText()).isEqualTo("skipped");
    assertThat(reset.get("detail").asText())
        .isEqualTo(
            "a reset of ann at 2025-11-21T10:15:30Z jumped sequences 2 to 5;"
                + " the reason given: a pad was lost");
    assertThat(reset.at("/event/offset").asInt()).isEqualTo(17);
    JsonNode left =
        explain(scope(series, 3, 5, List.of(imported(2)), List.of(skip(1, 5, "import"))), "A-003");
    assertThat(left.get("detail").asText())
        .endsWith(
            "took over others of sequences 1 to 5 and left it out; the reason given: a pad was lost");
    assertThat(left.at("/before/given").asBoolean()).isTrue();
    assertThat(left.at("/after/reason").asText()).isEqualTo("skipped");
  }

  @Test
  void aTextThatIsNotWhatWasPrintedIsNoNumber() {
    JsonNode answer =
        explain(
            scope(series("A-{seq:5}"), 2, 2, List.of(given(1), given(2)), List.of()), "A-00002");
    assertThat(answer.get("given").asBoolean()).isFalse();
    assertThat(answer.get("reason").asText()).isEqualTo("misfit");
    assertThat(answer.get("detail").asText()).endsWith("was printed as A-002");
  }

  @Test
  void aSeriesThatDoesNotWidenHasAnEnd() {
    SeriesDefinition series = series("A-{seq:1}", Reset.NEVER, Overflow.REJECT, 1);

    JsonNode beyond = explain(scope(series, 10, 3, List.of(), List.of()), "A-10");
    assertThat(beyond.get("reason").asText()).isEqualTo("misfit");
    assertThat(beyond.get("detail").asText()).isEqualTo("A ends at sequence 9");
    assertThat(explain(scope(series, 9, 3, List.of(), List.of()), "A-9").get("after").isNull())
        .isTrue();
  }

  @Test
  void aNeighbourThatShowsTheDayItIsGivenHasNoNumberYet() {
    SeriesDefinition series = series("A-{yyyyMMdd}-{seq:3}");
    JsonNode answer = explain(scope(series, 1, 0, List.of(), List.of()), "A-20251121-001");
    assertThat(answer.get("after")).hasToString("{\"given\":false,\"reason\":\"not-yet\"}");
  }

  @Test
  void whatIsKnownNeitherAsGivenNorAsSkippedIsNotMadeUp() {
    Scope behind = scope(series("A-{seq:3}"), 3, 5, List.of(), List.of());
    assertThatThrownBy(() -> behind.explain("A-003"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("read-model-unavailable"));
  }

  private static JsonNode explain(Scope scope, String text) {
    return MAPPER.valueToTree(scope.explain(text));
  }

  private static Scope scope(
      SeriesDefinition series,
      long sequence,
      long last,
      List<GivenRow> given,
      List<SkipRow> skips) {
    return new Scope(series, "", sequence, last, given, skips);
  }

  private static GivenRow given(long sequence) {
    return row(sequence, "issued", null);
  }

  private static GivenRow imported(long sequence) {
    return row(sequence, "imported", "Grace");
  }

  private static GivenRow row(long sequence, String how, @Nullable String name) {
    CommandView command = new CommandView(ID, TIME, "ann");
    return new GivenRow(
        "A-%03d".formatted(sequence), sequence, "partner", how, name, command, EVENT);
  }

  private static SkipRow skip(long first, long last, String how) {
    return new SkipRow(first, last, how, "a pad was lost", "ann", EVENT);
  }

  private static SeriesDefinition series(String pattern) {
    return series(pattern, Reset.NEVER, Overflow.WIDEN, 1);
  }

  private static SeriesDefinition series(
      String pattern, Reset reset, Overflow overflow, long start) {
    return new SeriesDefinition(
        "A", SeriesKind.PARTNER, pattern, reset, ZoneId.of("UTC"), overflow, start);
  }
}
