package dev.ordinal.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** Checks, before anything starts, that every port can be had. */
public final class Ports {

  private final Map<Integer, String> asked = new HashMap<>();

  /**
   * Checks one port and remembers it, so that no second option can ask for it.
   *
   * @param option the option that asks for it, as the user writes it ({@code --port})
   * @param host the address to listen on
   * @return this, for the next check
   * @throws UsageException when the port is out of range, asked for twice, busy or not allowed, or
   *     the host is not one of this machine
   */
  public Ports check(String option, String host, int port) {
    if (port < 1 || port > 65_535) {
      throw new UsageException("%s %d is no port: 1 to 65535".formatted(option, port));
    }
    String other = asked.putIfAbsent(port, option);
    if (other != null) {
      throw new UsageException("%s and %s are both %d".formatted(other, option, port));
    }
    try (ServerSocket socket = new ServerSocket()) {
      // As Jetty, Kafka and Postgres do: connections of an earlier process that linger do not
      // count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      throw new UsageException("host %s is unknown".formatted(host), e);
    } catch (IOException e) {
      throw new UsageException(
          "port %d (%s) is not free on %s: %s".formatted(port, option, host, e.getMessage()), e);
    }
    return this;
  }
}
