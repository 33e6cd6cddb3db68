package dev.ordinal.systemtests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hears an event stream as a browser would (WHATWG HTML, 9.2). Closing it hangs up. */
public final class EventStream implements Flow.Subscriber<String>, AutoCloseable {

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder data = new StringBuilder();
  private String event = "";
  private String id = "";
  private volatile String lastEventId = "";
  private final AtomicInteger comments = new AtomicInteger();
  private volatile Flow.@Nullable Subscription subscription;

  /** A message of the stream. */
  public record Message(String id, String event, JsonNode data) {}

  /** All messages so far. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** With what to come back; empty as long as nothing has come. */
  public String lastEventId() {
    return lastEventId;
  }

  /** How many comments have come. */
  public int comments() {
    return comments.get();
  }

  @Override
  public void onSubscribe(Flow.Subscription lines) {
    subscription = lines;
    lines.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String line) {
    if (line.isEmpty()) {
      dispatch();
    } else if (line.startsWith(":")) {
      comments.incrementAndGet();
    } else if (line.startsWith("id: ")) {
      id = line.substring("id: ".length());
    } else if (line.startsWith("event: ")) {
      event = line.substring("event: ".length());
    } else if (line.startsWith("data: ")) {
      data.append(line.substring("data: ".length())).append('\n');
    }
  }

  private void dispatch() {
    lastEventId = id;
    if (data.length() > 0) {
      try {
        messages.add(new Message(id, event, Json.MAPPER.readTree(data.toString())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    event = "";
    data.setLength(0);
  }

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}

  @Override
  public void close() {
    Flow.Subscription lines = subscription;
    if (lines != null) {
      lines.cancel();
    }
  }
}
