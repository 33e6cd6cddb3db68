package dev.ordinal.orderapi.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests with event streams. Written with the servlet's non-blocking output, since an
 * output that blocks would hold a thread for each caller who reads slowly. Thread-safe.
 */
public final class EventStreams {

  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

  /** The media type of event streams, which are always UTF-8. */
  public static final String MEDIA_TYPE = "text/event-stream";

  /** Where a caller says how far it had come. */
  public static final String LAST_EVENT_ID = "Last-Event-ID";

  private final Listeners listeners;

  public EventStreams(Listeners listeners) {
    this.listeners = listeners;
  }

  /**
   * The place that a caller names.
   *
   * @param lastEventId null or empty for none, which is then the answer
   * @throws dev.ordinal.orderapi.http.ProblemException {@code validation-failed}
   */
  public static @Nullable Place place(@Nullable String lastEventId) {
    return lastEventId == null || lastEventId.isEmpty() ? null : Place.parse(lastEventId);
  }

  /**
   * Answers with what is wanted, until the caller hangs up or the service stops; or with a problem:
   * {@code kafka-unavailable} or {@code too-many-in-flight}.
   *
   * @param answer resumed with a problem, or not at all
   * @param exchange that of {@code answer}
   */
  public void answer(AsyncResponse answer, AsyncContext exchange, Wanted wanted) {
    try {
      if (((HttpServletRequest) exchange.getRequest()).getMethod().equals(HttpMethod.HEAD)) {
        // No stream follows that could end the exchange.
        answer.resume(Response.ok().type(MEDIA_TYPE).build());
        return;
      }
      begin(exchange, wanted);
    } catch (IOException | RuntimeException e) {
      answer.resume(e);
    }
  }

  private void begin(AsyncContext exchange, Wanted wanted) throws IOException {
    HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
    Stream stream = new Stream(exchange, response.getOutputStream());
    Listener listener = new Listener(listeners.reader(wanted), wanted.first(), stream);
    listeners.add(listener);
    response.setContentType(MEDIA_TYPE);
    // Proxies that know this header pass each event on at once.
    response.setHeader("X-Accel-Buffering", "no");
    try {
      stream.begin(listener);
    } catch (IllegalStateException e) {
      // The exchange has ended meanwhile, so nobody else would take the listener away.
      listeners.remove(listener);
      throw e;
    }
  }

  private final class Stream implements Listener.Output, WriteListener {

    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private volatile @Nullable Listener listener;
    private volatile boolean begun;

    Stream(AsyncContext exchange, ServletOutputStream out) {
      this.exchange = exchange;
      this.out = out;
    }

    void begin(Listener writer) {
      listener = writer;
      out.setWriteListener(this);
    }

    @Override
    public void onWritePossible() {
      begun = true;
      listener().signal();
    }

    @Override
    public void onError(Throwable failure) {
      listener().stop();
    }

    @Override
    public boolean isReady() {
      // Before the server has called once, the output is still one that blocks.
      return begun && out.isReady();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void end() {
      listeners.remove(listener());
      try {
        exchange.complete();
      } catch (IllegalStateException e) {
        LOG.debug("the server had ended the exchange already", e);
      }
    }

    private Listener listener() {
      Listener known = listener;
      if (known == null) {
        throw new IllegalStateException("not begun");
      }
      return known;
    }
  }
}
