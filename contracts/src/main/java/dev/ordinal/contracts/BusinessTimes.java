package dev.ordinal.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The business times that can be: from {@link #EARLIEST} to {@link #LATEST}. */
public final class BusinessTimes {

  /** The first business time there can be. */
  public static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  /** The last one: its year has four digits in every zone. */
  public static final Instant LATEST = Instant.parse("9999-12-30T23:59:59.999999Z");

  private BusinessTimes() {}

  /** Whether {@code time} is one. */
  public static boolean contains(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }

  /**
   * Lets a business time pass, or null, which stands for the time of acceptance.
   *
   * @throws IllegalArgumentException when it is out of bounds
   */
  public static void check(@Nullable Instant time) {
    if (time != null && !contains(time)) {
      throw new IllegalArgumentException("occurredAt must lie in the years 1900 to 9999");
    }
  }
}
