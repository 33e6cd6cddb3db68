package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.series.SeriesKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a capability adds when numbers of its kind are taken over from elsewhere.
 *
 * @param kind whose numbers
 * @param names the unique names that come with them
 */
public record ImportRule(SeriesKind kind, Names names) {

  /** Tells the unique names of an imported thing. */
  @FunctionalInterface
  public interface Names {
    /** The names, or none if too little is known of the thing. */
    List<UniqueName> of(@Nullable String name, @Nullable String email, @Nullable String company);
  }
}
