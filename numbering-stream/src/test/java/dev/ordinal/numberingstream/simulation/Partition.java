package dev.ordinal.numberingstream.simulation;

import dev.ordinal.numberingstream.simulation.Log.View;
import dev.ordinal.numberingstream.simulation.Step.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One partition of all topics, as the brokers have it, and who may write to it. */
final class Partition {

  static final int EVENTS = 0;
  static final int REPLIES = 1;
  static final int CHANGELOG = 2;
  static final int OFFSETS = 3;

  /**
   * A record of the tables' changelogs.
   *
   * @param value null where the key was removed
   */
  record Change(String table, String key, @Nullable Object value) {}

  final int index;
  final List<Sent> commands = new ArrayList<>();
  final Log<Step> events = new Log<>(EVENTS);
  final Log<Answer> replies = new Log<>(REPLIES);
  final Log<Change> changelog = new Log<>(CHANGELOG);
  final Log<Integer> offsets = new Log<>(OFFSETS);

  /** Of the group: only the member of this generation may commit offsets. */
  int generation;

  /** The member that has it; null while nobody has. */
  @Nullable Task owner;

  private int offset;
  private int offsetsRead;

  Partition(int index) {
    this.index = index;
  }

  /** The committed input offset. */
  int committed() {
    offsetsRead = offsets.read(offsetsRead, View.COMMITTED, value -> offset = value);
    return offset;
  }

  /** Whether no transaction may still move the committed offset. */
  boolean isOffsetStable() {
    committed();
    return offsetsRead == offsets.size();
  }

  @Override
  public String toString() {
    return "partition " + index;
  }
}
