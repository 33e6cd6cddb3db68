package dev.ordinal.numberingstream.transactions;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What an operator decided about transactions, as it stands in the settings. */
public final class Verdicts {

  /** {@code producerId:epoch=commit} or {@code …=abort}, separated by commas; may be empty. */
  public static final String PATTERN =
      "(\\d{1,18}:\\d{1,5}=(commit|abort)(,\\d{1,18}:\\d{1,5}=(commit|abort))*)?";

  private Verdicts() {}

  /**
   * Reads them.
   *
   * @param text as {@link #PATTERN} has it
   */
  static Map<ProducerEpoch, Verdict> parse(String text) {
    Map<ProducerEpoch, Verdict> verdicts = new HashMap<>();
    if (text.isEmpty()) {
      return verdicts;
    }
    for (String one : text.split(",", -1)) {
      String[] parts = one.split("[:=]", 3);
      verdicts.put(
          new ProducerEpoch(Long.parseLong(parts[0]), Integer.parseInt(parts[1])),
          Verdict.valueOf(parts[2].toUpperCase(Locale.ROOT)));
    }
    return verdicts;
  }
}
