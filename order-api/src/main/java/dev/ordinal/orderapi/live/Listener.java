package dev.ordinal.orderapi.live;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a reader's events to one caller, as fast as the caller takes them. It has no thread:
 * whoever has news {@link #signal}s, and the first to do so writes for all. Thread-safe.
 */
final class Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  /** Where it writes; never called by two threads at once, and never blocks. */
  interface Output {

    /** Whether it takes more now; if not, it signals as soon as it does. */
    boolean isReady();

    void write(byte[] bytes) throws IOException;

    /** Sends what was written. */
    void flush() throws IOException;

    /** Ends the stream. */
    void end();
  }

  private final LiveLog.Reader reader;
  private final Output output;
  private @Nullable Message first;
  private boolean written;
  private boolean ended;
  private volatile boolean heartbeatDue = true;
  private volatile boolean stopping;
  private final AtomicInteger signals = new AtomicInteger();

  /**
   * A listener.
   *
   * @param first what is sent before all events, or null
   */
  Listener(LiveLog.Reader reader, @Nullable Message first, Output output) {
    this.reader = reader;
    this.first = first;
    this.output = output;
  }

  /** There may be something to write. */
  void signal() {
    if (signals.getAndIncrement() > 0) {
      // Whoever is writing looks once more.
      return;
    }
    int seen = 1;
    while (seen > 0) {
      work();
      seen = signals.addAndGet(-seen);
    }
  }

  /** Sends a heartbeat after the events that are there. */
  void heartbeat() {
    heartbeatDue = true;
    signal();
  }

  /** Ends the stream between two messages. */
  void stop() {
    stopping = true;
    signal();
  }

  private void work() {
    try {
      while (!stopping && output.isReady()) {
        byte[] bytes = next();
        if (bytes != null) {
          output.write(bytes);
          written = true;
        } else if (written) {
          output.flush();
          written = false;
        } else {
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a listener is gone", e);
      stopping = true;
    }
    if (stopping && !ended) {
      ended = true;
      end();
    }
  }

  /** Whoever signals is no part of what is wrong with this listener. */
  private void end() {
    try {
      output.end();
    } catch (RuntimeException e) {
      LOG.debug("a listener was gone before its stream ended", e);
    }
  }

  private byte @Nullable [] next() {
    Message message = first;
    first = null;
    if (message == null) {
      message = reader.next();
    }
    if (message != null) {
      return message.bytes();
    }
    if (heartbeatDue) {
      heartbeatDue = false;
      return Message.heartbeat(reader.place());
    }
    return null;
  }
}
