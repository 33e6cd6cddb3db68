package dev.ordinal.systemtests.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that were free a moment ago and that nobody is given while a process is down between two
 * starts: they lie below those that outgoing connections get.
 */
public record Ports(int api, int admin, int kafka, int postgres, String bootstrapServers) {

  private static final int FIRST = 12_000;
  private static final int COUNT = 18_000;

  /** A start of its own for each run, so that one does not meet what another left behind. */
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 40 % COUNT));

  /** With one broker. */
  public Ports(int api, int admin, int kafka, int postgres) {
    this(api, admin, kafka, postgres, "127.0.0.1:" + kafka);
  }

  /** Four different free ports. */
  public static Ports free() {
    return new Ports(next(), next(), next(), next());
  }

  /** One more. */
  static int next() {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = FIRST + NEXT.getAndIncrement() % COUNT;
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The same, where the brokers are elsewhere. */
  Ports withBrokers(String servers) {
    return new Ports(api, admin, kafka, postgres, servers);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres + "/postgres?user=postgres";
  }
}
