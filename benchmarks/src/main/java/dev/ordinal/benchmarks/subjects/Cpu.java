package dev.ordinal.benchmarks.subjects;

import java.time.Duration;

/**
 * Processor time.
 *
 * @param server of the server's process
 * @param database of its Postgres
 */
public record Cpu(Duration server, Duration database) {

  /** What has come since {@code earlier}. */
  public Cpu since(Cpu earlier) {
    return new Cpu(server.minus(earlier.server), database.minus(earlier.database));
  }
}
