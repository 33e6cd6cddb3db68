package dev.ordinal.numberingstream.simulation;

/**
 * A transaction as the brokers see it: first it is decided, then each log gets a marker, one after
 * the other.
 */
final class Transaction {

  /** How many logs a partition has. */
  static final int LOGS = 4;

  private static final int ALL = (1 << LOGS) - 1;

  private boolean decided;
  private boolean committed;
  private int marked;

  /** What is written in no transaction counts at once. */
  static Transaction none() {
    Transaction none = new Transaction();
    none.decide(true);
    none.marked = ALL;
    return none;
  }

  void decide(boolean commit) {
    if (decided) {
      throw new IllegalStateException("decided twice");
    }
    decided = true;
    committed = commit;
  }

  void mark(int log) {
    marked |= 1 << log;
  }

  boolean isDecided() {
    return decided;
  }

  boolean isCommitted() {
    return committed;
  }

  /** Whether it has its marker in every log. */
  boolean hasEnded() {
    return marked == ALL;
  }

  boolean hasEndedIn(int bit) {
    return (marked & bit) != 0;
  }
}
