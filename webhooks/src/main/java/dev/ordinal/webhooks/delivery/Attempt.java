package dev.ordinal.webhooks.delivery;

/**
 * How an attempt ended.
 *
 * @param detail what was met, for people; names neither the address's query nor the secret
 */
public record Attempt(Result result, String detail) {

  /** What follows. */
  public enum Result {
    /** The receiver has it: a status of 2xx came in time. */
    DELIVERED,
    /** To be tried again. */
    FAILED,
    /** The receiver wants no more: 410. */
    GONE
  }
}
