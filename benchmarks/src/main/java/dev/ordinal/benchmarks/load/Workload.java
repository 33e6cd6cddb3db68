package dev.ordinal.benchmarks.load;

import org.jspecify.annotations.Nullable;

/** What callers ask. Used by one thread. */
public interface Workload {

  /** How many orders, or whatever is counted, a request has. */
  default int orders() {
    return 1;
  }

  /** The next request. */
  Request next();

  /**
   * Takes note of an answer.
   *
   * @param body in ISO 8859-1
   * @return the kind of the error, as short as "503"; null if this is the answer that was asked for
   */
  @Nullable String answered(Request request, int status, String body);

  /**
   * A whole HTTP/1.1 request.
   *
   * @param index which one of the workload, from 0
   * @param bytes head and body; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Request(long index, byte[] bytes) {}
}
