package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Acts on deadlines as the stream does. */
public final class Ticks {

  private Ticks() {}

  /** Does what follows from at most {@code limit} deadlines that are due at {@code now}. */
  public static List<Event> expire(Writer writer, Instant now, int limit) {
    List<Event> events = new ArrayList<>();
    writer.due(now, limit).forEach(deadline -> events.addAll(writer.expire(deadline, now)));
    return events;
  }
}
