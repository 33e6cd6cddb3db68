package dev.ordinal.systemtests.harness;

/** A part that runs: a process or a container. */
public interface Running extends AutoCloseable {

  /** Ends it with SIGKILL. */
  void kill();

  /** Stops it as an operator would, waits for its end and answers its exit code. */
  int stop();

  /** Stops it if it runs. */
  @Override
  void close();
}
