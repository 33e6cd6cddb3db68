package dev.ordinal.numberingstream.transactions;

import org.jspecify.annotations.Nullable;

/**
 * Whether brokers are of a release line that loses the ends of transactions (KAFKA-20734). Brokers
 * do not tell their version, only the highest {@code metadata.version} they know, which is the same
 * for all patches of a line.
 */
final class BrokerRelease {

  /** 4.3-IV0. */
  private static final int FIRST_OF_4_3 = 30;

  /** 4.4-IV2. */
  private static final int LAST_OF_4_4 = 33;

  private BrokerRelease() {}

  /**
   * What to tell the operator; null if the line is not affected.
   *
   * @param metadataVersion the highest that the brokers know
   */
  static @Nullable String warning(int metadataVersion) {
    if (metadataVersion < FIRST_OF_4_3 || metadataVersion > LAST_OF_4_4) {
      return null;
    }
    String line = metadataVersion == FIRST_OF_4_3 ? "4.3" : "4.4";
    return ("the brokers are of Kafka %s, and 4.3.0, 4.3.1 and 4.4.0 can lose the end of a"
            + " transaction when a broker dies (KAFKA-20734); see 'Which broker versions' in"
            + " docs/operations.md")
        .formatted(line);
  }
}
