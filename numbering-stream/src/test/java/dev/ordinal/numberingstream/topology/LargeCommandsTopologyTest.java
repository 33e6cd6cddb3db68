package dev.ordinal.numberingstream.topology;

import static dev.ordinal.numberingstream.orders.OrderExamples.ACCEPTED_AT;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Trapped;
import dev.ordinal.numberingstream.documents.Documents;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.series.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports of several steps, and what else is asked of the same partition meanwhile. */
class LargeCommandsTopologyTest {

  private static final int ROWS = 7_000;
  private static final int FIRST_EVENT = -1;
  private static final String CODE =
      Stream.iterate('A', letter -> (char) (letter + 1))
          .map(letter -> "T" + letter)
          .filter(code -> Topics.partitionOf(code) == 0)
          .findFirst()
          .orElseThrow();

  @TempDir private Path stateDir;
  private final TestTime time = new TestTime(ACCEPTED_AT);
  private final StreamMetrics metrics = StreamMetrics.in(new MetricRegistry());
  private final List<Outcome> replies = new ArrayList<>();
  private final List<TestRecord<String, SeriesEvent>> events = new ArrayList<>();
  private Predicate<Object> trap = about -> false;
  private Driver driver;

  @BeforeEach
  void start() {
    driver =
        new Driver(
            NumberingTopology.build(
                List.of(
                    new Trapped<>(new Series(List.of()), this::spring),
                    new Orders(),
                    new Documents()),
                List.of(Driver.series(), documents()),
                time.settings(),
                metrics),
            stateDir,
            time);
    driver.passes(TestTime.INTERVAL);
    read();
    events.clear();
  }

  private void spring(Object about) {
    if (trap.test(about)) {
      throw new IllegalStateException("a bug");
    }
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void betweenTheStepsOfAnImportOtherSeriesGetTheirNumbers() {
    CommandEnvelope large = rows("k", false);
    driver.send(large);
    assertThat(metrics.unfinished().getCount()).isEqualTo(1);
    int others = 0;
    int steps = 0;
    while (replies.stream().noneMatch(reply -> reply.commandId().equals(large.commandId()))) {
      assertThat(steps++).isLessThan(100);
      driver.send(envelope("o" + others++, place(Driver.SERIES, null, null), 1));
      driver.passes(TestTime.INTERVAL);
      read();
    }
    assertThat(replies).hasSize(others + 1).allMatch(reply -> reply.rejection() == null);
    assertThat(replies).last().extracting(Outcome::commandId).isEqualTo(large.commandId());
    assertThat(others).as("answers meanwhile").isGreaterThan(1);
    assertThat(events)
        .extracting(event -> header(event, "ce_id"))
        .isEqualTo(
            IntStream.rangeClosed(0, ROWS).mapToObj(i -> large.commandId() + "." + i).toList());
    assertThat(events).allMatch(event -> header(event, "ce_actor").equals("checkout"));
    assertThat(metrics.unfinished().getCount()).isZero();
  }

  @Test
  void whatTheSameSeriesIsAskedMeanwhileFollowsInItsOrderAndStopsNobody() {
    CommandEnvelope large = rows("k", false);
    List<CommandEnvelope> own = new ArrayList<>();
    own.add(large);
    driver.send(large);
    for (int tick = 0; tick < 5; tick++) {
      own.add(envelope("s" + tick, new SyncSequence(CODE, "", tick, "check"), 1));
      driver.send(own.get(own.size() - 1));
      driver.send(envelope("o" + tick, place(Driver.SERIES, null, null), 1));
    }
    own.add(large);
    driver.send(large);
    read();
    assertThat(replies).as("the orders").hasSize(5);
    replies.clear();
    driver.passes(Duration.ofSeconds(3));
    read();
    assertThat(replies)
        .extracting(Outcome::commandId)
        .isEqualTo(own.stream().map(CommandEnvelope::commandId).toList());
    assertThat(replies).last().extracting(Outcome::replayed).isEqualTo(true);
    assertThat(replies.get(6).fact()).isEqualTo(replies.get(0).fact());
    assertThat(events).hasSize(1 + ROWS + 5);
    assertThat(metrics.unfinished().getCount()).isZero();
  }

  @Test
  void whatIsKeptOfASeriesIsBounded() {
    driver.send(rows("k", false));
    for (int i = 1; i < LargeCommands.MAX_KEPT; i++) {
      driver.send(envelope("s" + i, new SyncSequence(CODE, "", 1, "check"), 1));
    }
    assertThat(metrics.unfinished().getCount()).isEqualTo(LargeCommands.MAX_KEPT);
    driver.send(envelope("last", new SyncSequence(CODE, "", 1, "check"), 1));
    read();
    assertThat(metrics.unfinished().getCount()).isZero();
    assertThat(replies).hasSize(LargeCommands.MAX_KEPT + 1);
  }

  @Test
  void aDeadlineOfTheSameSeriesIsActedOnAfterTheImport() {
    driver.send(envelope("r", new ReserveNumber(CODE, 60, null, null), 1));
    driver.passes(
        Duration.ofSeconds(60).plus(TestTime.GRACE).minus(TestTime.INTERVAL.multipliedBy(2)));
    assertThat(driver.read(Topics.DOCUMENT_EVENTS)).hasSize(1);
    driver.send(rows("k", false));
    List<TestRecord<String, DocumentEvent>> ended = new ArrayList<>();
    for (int tick = 0; tick < 100 && ended.isEmpty(); tick++) {
      driver.passes(TestTime.INTERVAL);
      ended.addAll(driver.read(Topics.DOCUMENT_EVENTS));
      assertThat(ended.isEmpty() || metrics.unfinished().getCount() == 0).isTrue();
    }
    assertThat(ended).hasSize(1);
    read();
    assertThat(events).hasSize(ROWS + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, FIRST_EVENT})
  void anImportWhoseDecisionFailsIsParkedAsItCameAndCanBeTriedAgain(int failing) {
    CommandEnvelope large = rows("k", false);
    int[] steps = {0};
    trap =
        about ->
            failing == FIRST_EVENT
                ? about instanceof SeriesEvent
                : about instanceof ImportNumbers && steps[0]++ == failing;
    driver.send(large);
    driver.passes(Duration.ofSeconds(2));
    read();
    assertThat(replies).singleElement().extracting(Outcome::status).isEqualTo("parked");
    assertThat(events).isEmpty();
    assertThat(metrics.unfinished().getCount()).isZero();
    TestRecord<byte[], byte[]> dead = driver.read(Topics.DEAD_LETTERS).get(0);
    assertThat(dead.value()).isEqualTo(Topics.COMMANDS.value().serializer().serialize("", large));
    assertThat(dead.key()).isEqualTo(CODE.getBytes(UTF_8));
    DeadLetter letter = DeadLetter.of(dead.headers());
    assertThat(letter.offset()).isZero();
    assertThat(Objects.requireNonNull(letter.parked()).commandId()).isEqualTo(large.commandId());

    trap = about -> false;
    driver.send(large);
    driver.passes(Duration.ofSeconds(2));
    read();
    assertThat(replies).extracting(Outcome::status).containsExactly("parked", "accepted");
    assertThat(events).hasSize(ROWS + 1);
  }

  @Test
  void whereTheRestOfAnImportFailsItsPartitionStopsAndNothingIsParked() {
    driver.send(rows("k", false));
    trap = about -> about instanceof NumberImported imported && imported.sequence() == 5_000;
    assertThatThrownBy(() -> driver.passes(Duration.ofSeconds(2)))
        .hasStackTraceContaining("a bug")
        .hasStackTraceContaining("the rest of");
    read();
    assertThat(replies).isEmpty();
    assertThat(metrics.parked().getCount()).isZero();
  }

  @Test
  void ofTwoImportsOneIsInHandAtATime() {
    driver.send(rows("k", true));
    driver.send(
        envelope(
            "d",
            new ImportNumbers(
                Driver.SERIES,
                IntStream.rangeClosed(1, ROWS)
                    .mapToObj(
                        i ->
                            new ImportedRow(
                                i,
                                "%s-20251121-%04d".formatted(Driver.SERIES, i),
                                null,
                                null,
                                null,
                                null))
                    .toList(),
                false,
                "moving over"),
            1));
    assertThat(metrics.unfinished().getCount()).isEqualTo(2);
    driver.passes(Duration.ofSeconds(4));
    read();
    assertThat(replies).extracting(Outcome::status).containsExactly("accepted", "accepted");
    assertThat(events).hasSize(1 + ROWS + 1);
    assertThat(metrics.unfinished().getCount()).isZero();
  }

  private void read() {
    replies.addAll(driver.replies());
    events.addAll(driver.read(Topics.NUMBERING_EVENTS));
  }

  private static CommandEnvelope rows(String key, boolean dryRun) {
    List<ImportedRow> rows =
        IntStream.rangeClosed(1, ROWS).mapToObj(i -> row(i + 1, i + 10)).toList();
    return envelope(key, new ImportNumbers(CODE, rows, dryRun, "moving over"), 1);
  }

  private static ImportedRow row(int line, long sequence) {
    return new ImportedRow(line, "%s-%05d".formatted(CODE, sequence), null, null, null, null);
  }

  private static SeriesDefinition documents() {
    return new SeriesDefinition(
        CODE,
        SeriesKind.DOCUMENT,
        CODE + "-{seq:5}",
        Reset.NEVER,
        ZoneId.of("UTC"),
        Overflow.WIDEN,
        1);
  }

  private static String header(TestRecord<?, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
