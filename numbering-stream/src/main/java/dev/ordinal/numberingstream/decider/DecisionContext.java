package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.series.SeriesKind;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a decider may know beside state and command. Time and ids come in as data, and who needs a
 * number asks for it, so that deciding again gives the same.
 *
 * @param commandId the command that is decided
 * @param acceptedAt the API's clock when it accepted the command
 * @param actor who asks; null if nobody knows
 * @param numbers where the next numbers come from
 */
public record DecisionContext(
    UUID commandId, Instant acceptedAt, @Nullable String actor, Numbers numbers) {

  /** Offers numbers; an offer changes nothing, see {@link dev.ordinal.contracts.NumberIssued}. */
  public interface Numbers {

    /**
     * The next number of a series.
     *
     * @param kind what the number is for
     * @param time the business time that chooses the period
     */
    Offer next(String series, SeriesKind kind, Instant time);
  }

  /** The next number of a series, see {@link Numbers#next}. */
  public Offer next(String series, SeriesKind kind, Instant time) {
    return numbers.next(series, kind, time);
  }

  /** What {@code decide} makes of the next number; where there is none, the reason as rejection. */
  public Decision withNext(
      String series, SeriesKind kind, Instant time, Function<NextNumber, Decision> decide) {
    Offer offer = next(series, kind, time);
    return offer instanceof Offer.Next next
        ? decide.apply(next.number())
        : Decision.rejected(((Offer.None) offer).why());
  }
}
