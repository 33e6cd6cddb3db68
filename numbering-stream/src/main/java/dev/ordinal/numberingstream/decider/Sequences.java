package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Capability.NumberRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The counters: one for each series and period, so that a late command takes the next number of its
 * own period and leaves the current one alone. For one thread.
 */
public final class Sequences {

  static final Table.Spec<LastSequence> TABLE = new Table.Spec<>("sequences", LastSequence.class);

  private static final long START = 1;

  /** The last sequence given in a scope. */
  public record LastSequence(long sequence) {}

  private final Map<String, NumberPattern> patterns;
  private final Table<LastSequence> last;

  Sequences(Map<String, NumberPattern> patterns, Table<LastSequence> last) {
    this.patterns = patterns;
    this.last = last;
  }

  /**
   * Reads the patterns of all series.
   *
   * @throws IllegalArgumentException on a bad pattern or a code that is there twice
   */
  public static Map<String, NumberPattern> patterns(Collection<SeriesDefinition> series) {
    Map<String, NumberPattern> patterns = new LinkedHashMap<>();
    for (SeriesDefinition definition : series) {
      if (patterns.put(definition.code(), NumberPattern.of(definition)) != null) {
        throw new IllegalArgumentException("series " + definition.code() + " is defined twice");
      }
    }
    return patterns;
  }

  /** The next number, or empty if there is no such series. */
  Optional<NextNumber> next(NumberRequest request) {
    NumberPattern pattern = patterns.get(request.series());
    if (pattern == null) {
      return Optional.empty();
    }
    String period = pattern.period(request.time());
    long sequence = following(request.series(), period);
    return Optional.of(
        new NextNumber(
            request.series(), period, sequence, pattern.format(request.time(), sequence)));
  }

  /**
   * Takes the event's sequence.
   *
   * @throws IllegalStateException when it is not the last one plus one (I1, I2)
   */
  void evolve(NumberIssued event) {
    long expected = following(event.series(), event.period());
    if (event.sequence() != expected) {
      throw new IllegalStateException(
          "%s takes sequence %d where %d comes next"
              .formatted(event.number(), event.sequence(), expected));
    }
    last.put(Table.key(event.series(), event.period()), new LastSequence(event.sequence()));
  }

  private long following(String series, String period) {
    LastSequence given = last.get(Table.key(series, period));
    return given == null ? START : Math.addExact(given.sequence(), 1);
  }
}
