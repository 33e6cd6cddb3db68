package dev.ordinal.orderapi.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which request log lines belong to. It is a thread's, so work that goes on in another one takes it
 * along. Immutable.
 *
 * @param requestId null if they belong to none
 */
public record LogContext(@Nullable String requestId) {

  private static final String REQUEST_ID = "requestId";

  /** That of this thread. */
  public static LogContext here() {
    return new LogContext(MDC.get(REQUEST_ID));
  }

  /** Does the work with this context. */
  public <T> T in(Supplier<T> work) {
    LogContext before = here();
    enter();
    try {
      return work.get();
    } finally {
      before.enter();
    }
  }

  void enter() {
    if (requestId == null) {
      MDC.remove(REQUEST_ID);
    } else {
      MDC.put(REQUEST_ID, requestId);
    }
  }
}
