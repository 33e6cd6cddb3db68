package dev.ordinal.projections.audit.checks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a series and period.
 *
 * @param first the least sequence that was given or imported; null if there is none
 * @param last the greatest one; null if there is none
 * @param count how many numbers there are
 * @param voids how many of them are void
 * @param skipped how many sequences an event skipped
 * @param skips the first stretches of them
 * @param holes how many sequences are missing for no reason
 * @param duplicates how many numbers came again
 */
public record ScopeReport(
    String series,
    String period,
    @Nullable Long first,
    @Nullable Long last,
    long count,
    long voids,
    long skipped,
    List<Skip> skips,
    long holes,
    long duplicates) {

  /**
   * A stretch that was skipped.
   *
   * @param first the first sequence of it
   * @param last the last one
   * @param count how many of it were; an import leaves out those that it brings
   * @param how {@code reset}, {@code sync} or {@code import}
   * @param reason as it was given
   */
  public record Skip(long first, long last, long count, String how, String reason) {}
}
