package dev.ordinal.orderapi.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;

/**
 * One message of an event stream (WHATWG HTML, 9.2 "Server-sent events").
 *
 * @param id where the stream goes on after it
 * @param type the {@code event} field
 * @param data of one or more lines
 */
public record Message(Place id, String type, String data) {

  /** As it is sent. */
  byte[] bytes() {
    String lines = data.lines().map(line -> "data: " + line + "\n").collect(Collectors.joining());
    return ("id: " + id + "\nevent: " + type + "\n" + lines + "\n").getBytes(UTF_8);
  }

  /**
   * A comment that keeps the connection open. It moves the place on too, and without data browsers
   * dispatch nothing: who hears nothing for long can still go on from where they are.
   */
  static byte[] heartbeat(Place id) {
    return (": heartbeat\nid: " + id + "\n\n").getBytes(UTF_8);
  }
}
