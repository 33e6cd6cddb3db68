package dev.ordinal.benchmarks.results;

import dev.ordinal.benchmarks.subjects.Subject;
import java.util.Locale;

/**
 * How a server is asked.
 *
 * @param kind closed loop or open loop
 * @param level callers, or requests a second
 */
public record Load(Kind kind, int level) {

  /** Whether who is answered asks again, or requests come at a rate of their own. */
  public enum Kind {
    CLOSED,
    OPEN,
    BULK,
    CLAIMS
  }

  /** Callers that ask again as soon as they are answered. */
  public static Load closed(int callers) {
    return new Load(Kind.CLOSED, callers);
  }

  /** Callers that ask for many at once, in a closed loop. */
  public static Load bulk(int callers) {
    return new Load(Kind.BULK, callers);
  }

  /** Requests at a fixed rate a second. */
  public static Load open(int rate) {
    return new Load(Kind.OPEN, rate);
  }

  /** Callers that race for leads, in a closed loop. */
  public static Load claims(int callers) {
    return new Load(Kind.CLAIMS, callers);
  }

  /** For people. */
  public String asText() {
    String number = String.format(Locale.ROOT, "%,d", level);
    return switch (kind) {
      case CLOSED -> number + (level == 1 ? " caller" : " callers");
      case BULK -> number + " callers, bulks of " + Subject.BULK;
      case OPEN -> number + "/s open loop";
      case CLAIMS -> number + " claimants";
    };
  }
}
