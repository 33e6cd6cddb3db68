package dev.ordinal.numberingstream.topology;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Measures records before they are sent: what the producer or a broker refuses fails the whole
 * transaction, and again after every restart.
 */
final class RecordSizes {

  /** Batch and record overhead of an uncompressed record, rounded up. */
  private static final int OVERHEAD_BYTES = 256;

  /** Overhead of a header, rounded up. */
  private static final int HEADER_BYTES = 10;

  /** What lz4 may add where nothing can be compressed, as a divisor; it is 4 bytes in 64 KiB. */
  private static final int GROWTH = 4_096;

  private static final int UTF8_BYTES_PER_CHAR = 3;

  private RecordSizes() {}

  /** A record is larger than its topic takes. The message says which and quotes no content. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }

  /**
   * Checks the record of a table's changelog.
   *
   * @throws TooLargeException naming {@code what}
   */
  static void check(String what, int maxBytes, String key, byte[] value) {
    check(what, maxBytes, (long) key.length() * UTF8_BYTES_PER_CHAR + value.length);
  }

  /**
   * Checks a record.
   *
   * @throws TooLargeException naming {@code what}
   */
  static void check(
      String what, int maxBytes, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    check(what, maxBytes, bytes(key) + bytes(value) + bytes(headers));
  }

  private static void check(String what, int maxBytes, long bytes) {
    // The producer measures what is not compressed, a broker what is: both must fit.
    if (bytes + bytes / GROWTH + OVERHEAD_BYTES > maxBytes) {
      throw new TooLargeException(
          "%s has some %d bytes, at most %d can be kept".formatted(what, bytes, maxBytes));
    }
  }

  private static long bytes(Headers headers) {
    long bytes = 0;
    for (Header header : headers) {
      bytes +=
          HEADER_BYTES + (long) header.key().length() * UTF8_BYTES_PER_CHAR + bytes(header.value());
    }
    return bytes;
  }

  private static long bytes(byte @Nullable [] content) {
    return content == null ? 0 : content.length;
  }
}
