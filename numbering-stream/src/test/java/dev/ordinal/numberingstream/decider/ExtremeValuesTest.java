package dev.ordinal.numberingstream.decider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.documents.Documents;
import dev.ordinal.numberingstream.leads.Leads;
import dev.ordinal.numberingstream.orders.OrderExamples;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.partners.Partners;
import dev.ordinal.numberingstream.series.Series;
import dev.ordinal.numberingstream.teams.Teams;
import dev.ordinal.numberingstream.webhooks.Webhooks;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No value of a command stops the stream. Every command is sent with every number, time and period
 * in it at its most extreme, each for itself; it is no command at all, or it is decided, and so is
 * what comes after it.
 */
class ExtremeValuesTest {

  private static final List<JsonNode> NUMBERS =
      LongStream.of(
              Long.MIN_VALUE,
              -1,
              0,
              1,
              Integer.MAX_VALUE,
              NumberPattern.MAX_SEQUENCE - 1,
              NumberPattern.MAX_SEQUENCE,
              NumberPattern.MAX_SEQUENCE + 1,
              Long.MAX_VALUE - 1,
              Long.MAX_VALUE)
          .<JsonNode>mapToObj(LongNode::valueOf)
          .toList();

  private static final List<JsonNode> TIMES =
      texts(
          Instant.MIN.toString(),
          "-0001-01-01T00:00:00Z",
          "1899-12-31T23:59:59Z",
          "1900-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "1970-01-01T00:00:00Z",
          "9999-12-30T23:59:59.999999Z",
          "9999-12-31T00:00:00Z",
          Instant.MAX.toString());

  private static final List<JsonNode> PERIODS =
      texts("", "-0001", "0000", "9999", "+10000", "+999999999", "99999", "2010-12", "20101301");

  private final List<JsonNode> scenario = scenario();
  private int commands;

  @Test
  void theScenarioHasEveryCommand() {
    Set<String> names = new HashSet<>();
    scenario.forEach(command -> command.fieldNames().forEachRemaining(names::add));
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            Families.COMMANDS.stream()
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
                .map(Families::wireName)
                .toList());
    assertThat(run(scenario)).as("decided").isEqualTo(scenario.size());
  }

  @Test
  void whateverNumberTimeOrPeriodIsSentTheNextCommandsAreDecided() {
    int tried = 0;
    for (int i = 0; i < scenario.size(); i++) {
      for (JsonNode extreme : extremes(scenario.get(i))) {
        List<JsonNode> changed = new ArrayList<>(scenario);
        changed.set(i, extreme);
        // Once more under other keys: what a value has done to the state shows in the second.
        changed.addAll(scenario);
        assertThat(run(changed)).as(extreme.toString()).isGreaterThan(scenario.size());
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(300);
  }

  @Test
  void aTimeOfAcceptanceThatNoClockShowsIsNoCommand() {
    for (JsonNode time : TIMES) {
      Instant at = Instant.parse(time.asText());
      for (JsonNode command : scenario) {
        ObjectNode envelope = envelope(command);
        envelope.set("acceptedAt", time);
        assertThat(decide(writer(), envelope))
            .as("%s at %s", command, at)
            .isEqualTo(
                at.getEpochSecond() >= 0
                    && !at.isAfter(Instant.parse("9999-12-30T23:59:59.999999Z")));
      }
    }
  }

  @Test
  void aSeriesOfBeforeThatBeginsAboveTheLastSequenceIsExhausted() throws IOException {
    SeriesDefinition read =
        Json.MAPPER.readValue(
            """
            {"code":"OVF","kind":"order","pattern":"OVF-{seq:4}","reset":"never","zone":"UTC",\
            "overflow":"widen","start":9223372036854775807}""",
            SeriesDefinition.class);
    Writer writer = writer();
    writer.define(List.of(read), OrderExamples.ACCEPTED_AT);
    Outcome reply =
        writer
            .decide(
                OrderExamples.envelope("k", OrderExamples.place("OVF", null, null), 1), Instant.MAX)
            .decided();
    assertThat(Objects.requireNonNull(reply.rejection()).code()).isEqualTo("series-exhausted");
  }

  @Test
  void aSeriesThatWidensEndsAtEighteenDigits() {
    Writer writer = writer();
    writer.define(
        List.of(
            new SeriesDefinition(
                "END",
                SeriesKind.ORDER,
                "END-{seq:4}",
                Reset.NEVER,
                ZoneOffset.UTC,
                Overflow.WIDEN,
                NumberPattern.MAX_SEQUENCE)),
        OrderExamples.ACCEPTED_AT);
    Outcome last =
        writer
            .decide(
                OrderExamples.envelope("k1", OrderExamples.place("END", null, null), 1),
                Instant.MAX)
            .decided();
    assertThat(last.fact())
        .isInstanceOfSatisfying(
            OrderFact.Placed.class,
            placed -> assertThat(placed.number()).isEqualTo("END-999999999999999999"));
    Outcome none =
        writer
            .decide(
                OrderExamples.envelope("k2", OrderExamples.place("END", null, null), 1),
                Instant.MAX)
            .decided();
    assertThat(Objects.requireNonNull(none.rejection()).code()).isEqualTo("series-exhausted");
  }

  /** How many of these are commands; all of those are decided. */
  private int run(List<JsonNode> several) {
    Writer writer = writer();
    int decided = 0;
    for (JsonNode command : several) {
      decided += decide(writer, envelope(command)) ? 1 : 0;
    }
    Ticks.expire(writer, Instant.parse("9999-12-31T00:00:00Z"), 1_000);
    return decided;
  }

  /** Whether it is a command, which then is decided. */
  private static boolean decide(Writer writer, JsonNode envelope) {
    CommandEnvelope read;
    try {
      read = Json.MAPPER.treeToValue(envelope, CommandEnvelope.class);
    } catch (JsonProcessingException e) {
      return false;
    }
    Writer.Step ruling = writer.decide(read, Instant.MAX);
    Topics.RESULTS.value().serializer().serialize("t", ruling.decided());
    ruling.events().forEach(Topics::valueOf);
    return true;
  }

  private ObjectNode envelope(JsonNode command) {
    String key = "key" + commands++;
    ObjectNode envelope = Json.MAPPER.createObjectNode();
    envelope.put("commandId", UUID.nameUUIDFromBytes(key.getBytes(UTF_8)).toString());
    envelope.put("idempotencyKey", key);
    envelope.put("fingerprint", key);
    envelope.put("acceptedAt", OrderExamples.ACCEPTED_AT.toString());
    envelope.set("command", command);
    return envelope;
  }

  private static List<JsonNode> extremes(JsonNode command) {
    List<JsonNode> extremes = new ArrayList<>();
    visit(command, JsonPointer.empty(), extremes, command);
    return extremes;
  }

  private static void visit(
      JsonNode node, JsonPointer at, List<JsonNode> extremes, JsonNode command) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        visit(field.getValue(), at.appendProperty(field.getKey()), extremes, command);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        visit(node.get(i), at.appendIndex(i), extremes, command);
      }
    } else {
      for (JsonNode value : valuesFor(node, at)) {
        extremes.add(with(command, at, value));
      }
    }
  }

  private static List<JsonNode> valuesFor(JsonNode node, JsonPointer at) {
    if (node.isIntegralNumber()) {
      return NUMBERS;
    }
    if (at.last().getMatchingProperty().equals("period")) {
      return PERIODS;
    }
    return isTime(node) ? TIMES : List.of();
  }

  private static boolean isTime(JsonNode node) {
    try {
      return node.isTextual() && Instant.parse(node.asText()) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static JsonNode with(JsonNode command, JsonPointer at, JsonNode value) {
    JsonNode changed = command.deepCopy();
    JsonNode parent = changed.at(at.head());
    if (parent instanceof ObjectNode object) {
      object.set(at.last().getMatchingProperty(), value);
    } else {
      ((ArrayNode) parent).set(at.last().getMatchingIndex(), value);
    }
    return changed;
  }

  private static Writer writer() {
    Writer writer =
        new Writer(
            List.of(
                new Series(List.of(Teams.IMPORTS, Partners.IMPORTS)),
                new Orders(),
                new Teams(),
                new Partners(),
                new Leads(),
                new Documents(),
                new Webhooks()),
            new InMemoryTables());
    writer.define(SeriesDefinition.defaults(), OrderExamples.ACCEPTED_AT);
    return writer;
  }

  private static List<JsonNode> texts(String... several) {
    return Stream.of(several).<JsonNode>map(TextNode::valueOf).toList();
  }

  private static List<JsonNode> scenario() {
    try (InputStream json = ExtremeValuesTest.class.getResourceAsStream("/scenario.json")) {
      List<JsonNode> all = new ArrayList<>();
      Json.MAPPER.readTree(json).forEach(all::add);
      return all;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
