package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Deadline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One unit of a writer's work and the events it led to: a command, a deadline or a definition.
 *
 * @param command null if it was none
 * @param deadline null if it was none
 * @param definitions empty if it was none
 * @param isParked whether the command failed
 * @param at the writer's clock
 * @param trueAt the time as it really was
 * @param isClockSane whether the writer started under a right clock, so that it can tell leaps
 */
record Step(
    @Nullable Sent command,
    @Nullable Deadline deadline,
    List<SeriesDefinition> definitions,
    boolean isParked,
    Instant at,
    Instant trueAt,
    boolean isClockSane,
    List<Event> events) {

  /**
   * What is told of a command.
   *
   * @param offset the command's place in its partition
   */
  record Answer(int offset, Sent command, Outcome outcome) {}
}
