package dev.ordinal.orderapi.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be seen of a receiver's address without looking it up. */
final class ReceiverUrl {

  private static final int MAX_PORT = 65_535;

  private ReceiverUrl() {}

  /**
   * What is wrong with {@code url}; null if nothing is.
   *
   * @param allowHttp whether it may be plain HTTP
   */
  static @Nullable String complaint(String url, boolean allowHttp) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      return "must be an absolute URL such as https://shop.example.org/hooks";
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return "must be an absolute URL such as https://shop.example.org/hooks";
    }
    if (scheme.equals("http") && !allowHttp) {
      return "must be https: http is for private addresses, which are not allowed here";
    }
    if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      return "must name a host, and a port from 1 to 65535 if any";
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      return "must have no user, no password and no fragment; deliveries are signed";
    }
    return uri.toASCIIString().equals(url) ? null : "must be written in ASCII";
  }
}
