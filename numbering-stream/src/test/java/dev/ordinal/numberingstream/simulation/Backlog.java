package dev.ordinal.numberingstream.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a process knows of a partition's commands that are not decided. */
final class Backlog {

  private record Look(Instant at, int end) {}

  private final Deque<Look> looks = new ArrayDeque<>();
  private @Nullable Instant decidedUpTo;

  /** Looks how long the log is, and then how far it is decided and committed. */
  void look(Instant at, Partition partition) {
    looks.add(new Look(at, partition.commands.size()));
    while (!looks.isEmpty() && looks.element().end() <= partition.committed()) {
      decidedUpTo = looks.remove().at();
    }
  }

  /** When all was decided that was durable then; null if not known. */
  @Nullable Instant decidedUpTo() {
    return decidedUpTo;
  }
}
