package dev.ordinal.numberingstream.transactions;

import java.util.Locale;

/** How a transaction ends. */
enum Verdict {
  COMMIT,
  ABORT;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
