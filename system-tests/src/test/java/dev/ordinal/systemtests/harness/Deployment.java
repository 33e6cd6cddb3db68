package dev.ordinal.systemtests.harness;

/** All parts together, however they run: what a test needs to call it and to read its log. */
public interface Deployment extends AutoCloseable {

  /** A caller of its API. */
  Client client();

  /** Where its API, its broker and its Postgres listen on this machine. */
  Ports ports();

  /** Stops all of it. */
  @Override
  void close();
}
