package dev.ordinal.numberingstream.decider;

import java.util.List;

/**
 * A name that only one thing of a series can have.
 *
 * @param kind sets names of this kind apart from all others, such as {@code team}; never changes
 * @param parts in a fixed order, each folded by itself; none holds NUL
 */
public record UniqueName(String kind, List<String> parts) {

  public UniqueName {
    parts = List.copyOf(parts);
  }

  /** A name of one or more parts. */
  public static UniqueName of(String kind, String... parts) {
    return new UniqueName(kind, List.of(parts));
  }
}
