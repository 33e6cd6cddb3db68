package dev.ordinal.orderapi.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, bounded, in the order in which they came. Readers share it, so one that is
 * slow costs no memory and holds up nobody: it finds that its place is gone. Thread-safe.
 */
final class LiveLog {

  /** What a reader is sent in place of events that are no longer here. */
  static final String RESET = "reset";

  private static final String RESET_DATA =
      "{\"detail\":\"events before this one are not known here: read the present state again\"}";

  private final LiveEvent[] ring;

  /** For each partition the offset from which on nothing is missing here. */
  private final Map<Integer, Long> begins;

  /** For each partition the offset that comes next. */
  private final Map<Integer, Long> ends;

  private long size;

  /**
   * An empty log.
   *
   * @param capacity how many events it keeps
   * @param begins the offset of each partition's first event to come
   */
  LiveLog(int capacity, Map<Integer, Long> begins) {
    this.ring = new LiveEvent[capacity];
    this.begins = new HashMap<>(begins);
    this.ends = new HashMap<>(begins);
  }

  /** Adds an event; those of a partition come in the order of their offsets. */
  synchronized void append(LiveEvent event) {
    int slot = (int) (size % ring.length);
    if (size >= ring.length) {
      begins.put(ring[slot].partition(), ring[slot].offset() + 1);
    }
    ring[slot] = event;
    ends.put(event.partition(), event.offset() + 1);
    size++;
  }

  /** Reads what is wanted. */
  Reader reader(Wanted wanted) {
    Place from = wanted.from();
    return new Reader(
        wanted, from == null ? end(wanted.partitions()) : from.only(wanted.partitions()));
  }

  private synchronized Place end(Set<Integer> partitions) {
    return new Place(ends).only(partitions);
  }

  private boolean covers(Set<Integer> partitions, Place place) {
    return partitions.stream()
        .allMatch(
            partition ->
                place.next().getOrDefault(partition, -1L)
                    >= begins.getOrDefault(partition, Long.MAX_VALUE));
  }

  /** One reader's place. For one thread at a time. */
  final class Reader {

    private final Wanted wanted;
    private Place place;
    private long index;

    private Reader(Wanted wanted, Place place) {
      this.wanted = wanted;
      this.place = place;
    }

    /** After what {@link #next} answered last. */
    Place place() {
      return place;
    }

    /**
     * The next event; {@link #RESET} if some between are no longer here, and then it goes on from
     * now; null if there is none yet.
     */
    @Nullable Message next() {
      synchronized (LiveLog.this) {
        if (!covers(wanted.partitions(), place)) {
          place = end(wanted.partitions());
          index = size;
          return new Message(place, RESET, RESET_DATA);
        }
        for (index = Math.max(index, size - ring.length); index < size; index++) {
          LiveEvent event = ring[(int) (index % ring.length)];
          if (place.isBefore(event)) {
            place = place.after(event);
            if (wanted.subject() == null || event.subject().equals(wanted.subject())) {
              return new Message(place, event.type(), event.data());
            }
          }
        }
        return null;
      }
    }
  }
}
