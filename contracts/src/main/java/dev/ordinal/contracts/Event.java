package dev.ordinal.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened. The record's components are the JSON value on the event topic; the methods here
 * are what the CloudEvents headers and the routing are made of.
 */
public interface Event extends Fact {

  /** The owner whose commands led here; it chooses the partition, see {@link Command#owner()}. */
  String owner();

  /** Record key and CloudEvents {@code subject}: the number, or the lead's id. */
  String subject();

  /** CloudEvents {@code source}, such as {@code /series/GAM}. */
  String source();

  /** CloudEvents {@code time}: when it happened in business terms. */
  Instant time();

  /** The command that was decided. */
  @Override
  UUID commandId();

  /**
   * What is remembered of a decision of which this is the first event: the event itself, unless it
   * repeats what the command says at length.
   *
   * @param following what happened after it in the same decision, in order
   */
  default Fact fact(List<Event> following) {
    return this;
  }

  /** The fact of a decision; null without events. */
  static @Nullable Fact factOf(@Nullable List<Event> events) {
    return events == null || events.isEmpty()
        ? null
        : events.get(0).fact(events.subList(1, events.size()));
  }
}
