package dev.ordinal.orderapi.access;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Without keys the API is for this machine only. */
public final class Loopback {

  private Loopback() {}

  /**
   * Checks every address that the service is to listen on, before it does.
   *
   * @throws IllegalArgumentException naming the address and the setting, if there are no keys and
   *     others could reach it
   */
  static void require(ServerFactory server, List<AccessKey> keys) {
    for (ConnectorFactory connector : connectors(server)) {
      if (!(connector instanceof HttpConnectorFactory http)) {
        throw new IllegalArgumentException(
            "connectors must be of a type that has a bindHost: http, https");
      }
      require(http.getBindHost(), keys);
    }
  }

  /** The same for one address; null stands for all there are. */
  public static void require(@Nullable String host, List<AccessKey> keys) {
    if (keys.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          ("bindHost %s lets other machines in, and no access key is configured. Give keys"
                  + " (ORDINAL_ACCESS_KEYS, or access.keys in the YAML; ./ordinal key new makes"
                  + " one), or bind to 127.0.0.1 (ORDINAL_BIND_HOST)")
              .formatted(host == null ? "(all addresses)" : host));
    }
  }

  private static Stream<ConnectorFactory> all(DefaultServerFactory server) {
    return Stream.concat(
        server.getApplicationConnectors().stream(), server.getAdminConnectors().stream());
  }

  private static List<ConnectorFactory> connectors(ServerFactory server) {
    if (server instanceof DefaultServerFactory both) {
      return all(both).toList();
    }
    if (server instanceof SimpleServerFactory one) {
      return List.of(one.getConnector());
    }
    throw new IllegalArgumentException("server must be of type default or simple");
  }

  private static boolean isLoopback(@Nullable String host) {
    if (host == null || host.isBlank()) {
      return false;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
