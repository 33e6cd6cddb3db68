package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Event;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.simulation.Log.View;
import dev.ordinal.numberingstream.simulation.Step.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is committed, and checks that it keeps every {@link Promise}. */
final class Checker {

  /** How far it has read one partition. */
  private static final class Reader {
    private final Twin twin;
    private int events;
    private int replies;

    Reader(Twin twin) {
      this.twin = twin;
    }
  }

  private final NumberCheck numbers;
  private final NameCheck names;
  private final LeadCheck leads;
  private final EndCheck ends;
  private final AnswerCheck answers;
  private final List<Reader> readers = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();

  Checker(Violations violations, List<Partition> partitions, boolean isCalm) {
    this.numbers = new NumberCheck(violations);
    this.names = new NameCheck(violations);
    this.leads = new LeadCheck(violations);
    this.ends = new EndCheck(violations, isCalm);
    this.answers = new AnswerCheck(violations);
    partitions.forEach(partition -> readers.add(new Reader(new Twin(violations))));
  }

  /** A transaction has been decided. */
  void read(Partition partition) {
    Reader reader = readers.get(partition.index);
    reader.events =
        partition.events.read(reader.events, View.DECIDED, step -> happened(step, reader.twin));
    reader.replies =
        partition.replies.read(
            reader.replies, View.DECIDED, answer -> answered(partition.index, answer));
  }

  private void happened(Step step, Twin twin) {
    numbers.check(step);
    ends.check(step);
    answers.check(step);
    for (Event event : step.events()) {
      names.check(event);
      leads.check(event);
      seen.add(event.getClass());
    }
    twin.follow(step);
  }

  private void answered(int partition, Answer answer) {
    answers.check(partition, answer);
    ends.check(answer);
  }

  /** A caller gets a reply. */
  void told(Partition partition, Answer answer) {
    answers.told(partition.index, answer);
  }

  /** A writer has restored its state. What is not decided yet hides what comes behind it. */
  void restored(Partition partition, InMemoryTables tables) {
    Reader reader = readers.get(partition.index);
    if (reader.events == partition.events.size()) {
      reader.twin.compare(tables);
    }
  }

  /** When all is over. */
  void checkEnd(List<Partition> partitions) {
    answers.checkEnd(partitions);
    ends.checkEnd();
    for (Partition partition : partitions) {
      Copy restored = new Copy();
      restored.catchUp(partition.changelog, View.DECIDED, table -> true);
      restored(partition, restored.tables);
    }
  }

  NumberCheck numbers() {
    return numbers;
  }

  LeadCheck leads() {
    return leads;
  }

  /** The next end of a lease or a reservation; null if none is left. */
  @Nullable Instant nextEnd() {
    return ends.next();
  }

  /** The kinds of events that have happened. */
  Set<Class<?>> seen() {
    return seen;
  }
}
