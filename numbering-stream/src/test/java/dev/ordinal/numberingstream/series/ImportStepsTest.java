package dev.ordinal.numberingstream.series;

import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.UnfinishedCommands.Entry;
import dev.ordinal.numberingstream.decider.UnitOfWork;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.orders.OrderExamples;
import dev.ordinal.numberingstream.partners.Partners;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports that are larger than a step, against the same ones that are decided in one go. */
class ImportStepsTest {

  private static final int IN_ONE_GO = 1_000;
  private static final byte[] RECORD = {1, 2, 3};

  /** Events before the import. */
  private static final int EARLIER = 1;

  /** Backwards, with holes and with names that two have. */
  private static final ImportNumbers IMPORT =
      new ImportNumbers(
          "HM-P",
          IntStream.range(0, 20).mapToObj(i -> row(i, 99 - 2 * i)).toList(),
          false,
          "moving over");

  /** One writer's life after another, over the same tables. */
  private static final class Stream {
    private final InMemoryTables tables = new InMemoryTables();
    private final UnitOfWork unit = new UnitOfWork(tables);
    private final int step;
    private final List<Event> events = new ArrayList<>();
    private final List<Outcome> replies = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private Writer writer;

    Stream(int step) {
      this.step = step;
      this.writer = open();
      unit.run(() -> writer.define(SeriesDefinition.defaults(), OrderExamples.ACCEPTED_AT));
      decide(envelope("first", new RegisterPartner("HM-P", "NAME 3", null, null, null), 1));
    }

    private Writer open() {
      return new Writer(List.of(new Series(List.of(Partners.IMPORTS)), new Partners()), unit, step);
    }

    void restart() {
      writer = open();
    }

    Outcome decide(CommandEnvelope envelope) {
      Writer.Step ruling = unit.run(() -> writer.decide(envelope, Instant.MAX));
      events.addAll(ruling.events());
      return ruling.decided();
    }

    void begin(CommandEnvelope envelope) {
      assertThat(writer.isLarge(envelope)).isTrue();
      keep(envelope, 7);
    }

    void keep(CommandEnvelope envelope, long offset) {
      entries.add(unit.run(() -> writer.keep(envelope, offset, RECORD)));
    }

    /** Whether it was the last. */
    boolean step(CommandEnvelope envelope) {
      Writer.Step done = unit.run(() -> writer.step(envelope, first(), Instant.MAX));
      assertThat(done.events()).hasSizeLessThanOrEqualTo(step);
      if (!done.events().isEmpty() && envelope.command() instanceof ImportNumbers) {
        assertThat(done.place()).isEqualTo(events.size() - EARLIER);
      }
      events.addAll(done.events());
      if (done.outcome() != null) {
        replies.add(done.decided());
        entries.remove(0);
      }
      return done.outcome() != null;
    }

    /** A step whose transaction is never committed. */
    void stepInVain(CommandEnvelope envelope) {
      assertThatThrownBy(
              () ->
                  unit.run(
                      () -> {
                        writer.step(envelope, first(), Instant.MAX);
                        throw new IllegalStateException("killed");
                      }))
          .hasMessage("killed");
      restart();
    }

    int finish(CommandEnvelope envelope) {
      int steps = 1;
      while (!step(envelope)) {
        steps++;
      }
      return steps;
    }

    @Nullable Entry entry() {
      return entries.isEmpty() ? null : writer.unfinished().of("HM-P", entries.get(0).offset());
    }

    private Entry first() {
      return Objects.requireNonNull(entry());
    }
  }

  private static Stream inOneGo(CommandEnvelope envelope) {
    Stream stream = new Stream(IN_ONE_GO);
    stream.replies.add(stream.decide(envelope));
    return stream;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 19})
  void howeverLargeTheStepsAnImportLeadsToTheSame(int step) {
    CommandEnvelope envelope = envelope("k", IMPORT, 1);
    Stream expected = inOneGo(envelope);
    Stream stream = new Stream(step);
    stream.begin(envelope);
    assertThat(Objects.requireNonNull(stream.entry()).offset()).isEqualTo(7);
    stream.finish(envelope);
    assertSame(stream, expected);
    assertThat(stream.writer.isLarge(envelope)).as("a repeat is answered at once").isFalse();
    assertThat(stream.decide(envelope).replayed()).isTrue();
  }

  @Test
  void aKillBeforeOrAfterTheCommitOfWhicheverStepLeadsToTheSame() {
    CommandEnvelope envelope = envelope("k", IMPORT, 1);
    Stream expected = inOneGo(envelope);
    Stream undisturbed = new Stream(3);
    undisturbed.begin(envelope);
    int steps = undisturbed.finish(envelope);
    for (int killed = 0; killed < steps; killed++) {
      for (boolean inVain : new boolean[] {true, false}) {
        Stream stream = new Stream(3);
        stream.begin(envelope);
        for (int i = 0; i < killed; i++) {
          stream.step(envelope);
        }
        if (inVain) {
          stream.stepInVain(envelope);
        } else {
          stream.restart();
        }
        Entry entry = Objects.requireNonNull(stream.entry());
        assertThat(stream.writer.unfinished().command(entry)).isEqualTo(RECORD);
        stream.finish(envelope);
        assertSame(stream, expected);
      }
    }
  }

  @Test
  void aKillAfterEveryPartLeadsToTheSame() {
    CommandEnvelope envelope = envelope("k", IMPORT, 1);
    Stream stream = new Stream(4);
    stream.begin(envelope);
    int done = 0;
    boolean isLast;
    do {
      isLast = stream.step(envelope);
      Entry entry = stream.entry();
      if (entry != null && entry.done() > done) {
        done = entry.done();
        stream.stepInVain(envelope);
      }
    } while (!isLast);
    assertSame(stream, inOneGo(envelope));
  }

  @Test
  void whatTheSameSeriesIsAskedMeanwhileFollowsAsIfItHadComeLater() {
    CommandEnvelope large = envelope("k", IMPORT, 1);
    CommandEnvelope small =
        envelope("later", new RegisterPartner("HM-P", "Ada", null, null, null), 1);
    Stream expected = inOneGo(large);
    expected.replies.add(expected.decide(small));
    Stream stream = new Stream(3);
    stream.begin(large);
    stream.keep(small, 8);
    stream.finish(large);
    assertThat(stream.step(small)).isTrue();
    assertSame(stream, expected);
    assertThat(stream.events).last().extracting(Event::subject).isEqualTo("HM-P-0100");
  }

  @Test
  void aDryRunInStepsTellsTheSameAndChangesNothing() {
    for (boolean clean : new boolean[] {true, false}) {
      List<ImportedRow> rows = new ArrayList<>(IMPORT.rows());
      if (!clean) {
        rows.add(row(30, 1));
      }
      for (String key : List.of("k", CommandEnvelope.UNREPEATABLE + "k")) {
        CommandEnvelope envelope = envelope(key, new ImportNumbers("HM-P", rows, true, "x"), 1);
        Stream stream = new Stream(3);
        stream.begin(envelope);
        stream.finish(envelope);
        assertThat(stream.events.get(1)).isInstanceOf(ImportChecked.class);
        assertSame(stream, inOneGo(envelope));
      }
    }
  }

  @Test
  void whatIsRefusedIsRefusedInStepsAndNothingIsLeft() {
    List<ImportedRow> rows = new ArrayList<>(IMPORT.rows());
    rows.add(row(30, 1));
    CommandEnvelope envelope = envelope("k", new ImportNumbers("HM-P", rows, false, "x"), 1);
    Stream stream = new Stream(3);
    stream.begin(envelope);
    stream.finish(envelope);
    assertThat(Objects.requireNonNull(stream.replies.get(0).rejection()).code())
        .isEqualTo("import-refused");
    assertSame(stream, inOneGo(envelope));
  }

  @Test
  void whatIsSmallOrHasNoSeriesOrNoKeyIsDecidedInOneGo() {
    Writer writer = new Stream(20).writer;
    assertThat(writer.isLarge(envelope("k", IMPORT, 1))).isFalse();
    Writer small = new Stream(19).writer;
    assertThat(small.isLarge(envelope("k", IMPORT, 1))).isTrue();
    assertThat(small.isLarge(envelope(CommandEnvelope.UNREPEATABLE + "k", IMPORT, 1))).isFalse();
    assertThat(
            small.isLarge(envelope("k", new ImportNumbers("NOPE", IMPORT.rows(), false, "x"), 1)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"half of a pair", "too long"})
  void aRowThatCannotBeWrittenIsFoundBeforeAnythingHasHappened(String what) {
    List<ImportedRow> rows = new ArrayList<>(IMPORT.rows());
    String name = what.equals("too long") ? "x".repeat(10_001) : "\uD83D";
    rows.add(new ImportedRow(40, "HM-P-0200", name, null, null, null));
    CommandEnvelope envelope = envelope("k", IMPORT, 1);
    CommandEnvelope bad =
        new CommandEnvelope(
            envelope.commandId(),
            "k",
            "f",
            envelope.acceptedAt(),
            "staff",
            new ImportNumbers("HM-P", rows, false, "x"));
    Stream stream = new Stream(3);
    stream.begin(bad);
    assertThatThrownBy(() -> stream.finish(bad)).isInstanceOf(IllegalArgumentException.class);
    Entry entry = Objects.requireNonNull(stream.entry());
    assertThat(entry.done()).isZero();
    stream.unit.run(
        () -> {
          stream.writer.giveUp(entry);
          return stream.entries.remove(0);
        });
    // A retry has the same id, and is decided by what it says.
    stream.begin(envelope);
    stream.finish(envelope);
    assertSame(stream, inOneGo(envelope));
  }

  private static void assertSame(Stream stream, Stream expected) {
    assertThat(stream.events).isEqualTo(expected.events);
    assertThat(stream.replies).isEqualTo(expected.replies);
    assertThat(stream.tables.content()).isEqualTo(expected.tables.content());
  }

  private static ImportedRow row(int line, int sequence) {
    return new ImportedRow(
        line + 2,
        "HM-P-%04d".formatted(sequence),
        "Name " + line % 7,
        line % 3 == 0 ? line + "@example.org" : null,
        null,
        null);
  }
}
