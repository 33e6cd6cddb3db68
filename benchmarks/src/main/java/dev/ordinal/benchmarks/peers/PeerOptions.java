package dev.ordinal.benchmarks.peers;

import picocli.CommandLine.Option;

/** The command line of {@link PeerServer}. */
final class PeerOptions {

  private static final int MAX_POOL = 1_000;

  @Option(names = "--peer", required = true, paramLabel = "NAME")
  private String peer = "";

  @Option(names = "--pool", required = true, paramLabel = "N")
  private int pool;

  @Option(names = "--port", required = true, paramLabel = "N")
  private int port;

  @Option(names = "--admin-port", required = true, paramLabel = "N")
  private int adminPort;

  @Option(names = "--jdbc-url", required = true, paramLabel = "URL")
  private String jdbcUrl = "";

  Peer peer() {
    return Peer.of(peer)
        .orElseThrow(() -> new IllegalArgumentException("there is no peer " + peer));
  }

  int pool() {
    checkPool(pool);
    return pool;
  }

  int port() {
    return port;
  }

  int adminPort() {
    return adminPort;
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  static void checkPool(int size) {
    if (size < 1 || size > MAX_POOL) {
      throw new IllegalArgumentException("a pool has 1 to " + MAX_POOL + " connections");
    }
  }
}
