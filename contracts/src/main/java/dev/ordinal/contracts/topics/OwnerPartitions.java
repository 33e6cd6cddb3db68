package dev.ordinal.contracts.topics;

import org.jspecify.annotations.Nullable;

/**
 * Over how many partitions owners are spread. It is chosen at the first start, in the environment,
 * alike for all services: the partition of an owner must never change, so {@link TopicSetup} holds
 * every later start to it.
 */
public final class OwnerPartitions {

  /** The environment variable that holds it. */
  public static final String VARIABLE = "ORDINAL_PARTITIONS";

  /** Enough for one machine. */
  static final int USUAL = 4;

  /** More cost every start and every rebalance, and bring no writer that is busy. */
  static final int MOST = 200;

  private OwnerPartitions() {}

  /**
   * Over how many they are spread as the environment of this process says.
   *
   * @return 1 to 200
   * @throws IllegalArgumentException if the environment says something else; the message names it
   */
  public static int count() {
    return parse(System.getenv(VARIABLE));
  }

  /** Does nothing, or throws as {@link #count} does: for the first line of a process. */
  public static void check() {
    int unused = count();
  }

  static int parse(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return USUAL;
    }
    try {
      int count = Integer.parseInt(text.strip());
      if (count >= 1 && count <= MOST) {
        return count;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "%s must be a whole number from 1 to %d, not '%s'".formatted(VARIABLE, MOST, text));
  }
}
