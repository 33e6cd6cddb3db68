package dev.ordinal.orderapi.access;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * Who asks. The door writes it into the request's headers, over whatever a caller sent there, so
 * that it goes wherever the request's headers go: across threads, and to a command.
 */
public final class Actor {

  private static final String HEADER = "Ordinal-Actor";

  private Actor() {}

  /**
   * The name of the caller's key, or {@link dev.ordinal.contracts.CommandEnvelope#ANONYMOUS}.
   *
   * @throws IllegalStateException if the request did not come through the door
   */
  public static String of(HttpHeaders headers) {
    String actor = headers.getHeaderString(HEADER);
    if (actor == null) {
      throw new IllegalStateException("nobody said who asks");
    }
    return actor;
  }

  static void put(MultivaluedMap<String, String> headers, String actor) {
    headers.putSingle(HEADER, actor);
  }
}
