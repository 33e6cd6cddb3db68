package dev.ordinal.local.kafka;

/**
 * A listener of a broker that clients reach through a proxy only, which tests break.
 *
 * @param port where the broker listens; 0 for no such listener
 * @param advertised the port of the proxy, which clients are told to connect to
 */
public record Proxied(int port, int advertised) {

  /** None. */
  public static final Proxied NONE = new Proxied(0, 0);

  /**
   * Reads {@code port:advertised}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Proxied valueOf(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("two ports with a colon between them, not " + text);
    }
    return new Proxied(
        Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }
}
