package dev.ordinal.numberingstream.transactions;

/**
 * Names one transaction: since transaction version 2 (KIP-890) each has an epoch of its own.
 *
 * @param epoch that of its records, from 0
 */
record ProducerEpoch(long producerId, int epoch) {

  @Override
  public String toString() {
    return "producer id " + producerId + ", epoch " + epoch;
  }
}
