package dev.ordinal.orderapi.live;

import dev.ordinal.orderapi.http.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place among the events: for each partition that is read, the offset that comes next. Callers
 * get it as opaque text. Offsets are the brokers', so every instance understands it. Immutable.
 */
public record Place(Map<Integer, Long> next) {

  private static final Pattern FORM =
      Pattern.compile("\\d{1,4}\\.\\d{1,18}(_\\d{1,4}\\.\\d{1,18}){0,63}");

  public Place {
    next = Map.copyOf(next);
  }

  /** A place in one partition. */
  public static Place of(int partition, long offset) {
    return new Place(Map.of(partition, offset));
  }

  /**
   * The place that {@link #toString} wrote.
   *
   * @throws ProblemException {@code validation-failed} if it is no such text
   */
  static Place parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw ProblemException.invalid("Last-Event-ID", "must be the `id` of an earlier event");
    }
    return new Place(
        Arrays.stream(text.split("_"))
            .map(part -> part.split("\\."))
            .collect(
                Collectors.toMap(
                    part -> Integer.valueOf(part[0]),
                    part -> Long.valueOf(part[1]),
                    (first, second) -> second)));
  }

  /** Whether {@code event} is still to come, in a partition that is read. */
  boolean isBefore(LiveEvent event) {
    Long offset = next.get(event.partition());
    return offset != null && event.offset() >= offset;
  }

  /** The place after this event. */
  Place after(LiveEvent event) {
    Map<Integer, Long> moved = new TreeMap<>(next);
    moved.put(event.partition(), event.offset() + 1);
    return new Place(moved);
  }

  /** The same for these partitions only; those that it does not name stay unknown. */
  Place only(Set<Integer> partitions) {
    Map<Integer, Long> some = new TreeMap<>(next);
    some.keySet().retainAll(partitions);
    return new Place(some);
  }

  /** Safe in a header. */
  @Override
  public String toString() {
    return new TreeMap<>(next)
        .entrySet().stream()
            .map(part -> part.getKey() + "." + part.getValue())
            .collect(Collectors.joining("_"));
  }
}
