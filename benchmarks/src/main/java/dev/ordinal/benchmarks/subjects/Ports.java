package dev.ordinal.benchmarks.subjects;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports that were free a moment ago, below those that outgoing connections get. */
final class Ports {

  private static final int FIRST = 12_000;
  private static final int COUNT = 18_000;

  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 40 % COUNT));

  private Ports() {}

  /** One that nobody was given before. */
  static int next() throws IOException {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = FIRST + NEXT.getAndIncrement() % COUNT;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // taken
      }
    }
    throw new IOException("no port is free");
  }
}
