package dev.ordinal.local;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs everything. */
@Command(
    name = "up",
    description = {
      "Run everything in one process: Kafka, Postgres and the four services, until Ctrl-C.",
      "All listens on this machine only, unless --bind opens the API to others."
    })
final class UpCommand implements Callable<Integer> {

  @Mixin private UpOptions options = new UpOptions();

  @Override
  public Integer call() throws Exception {
    long startedAt = System.nanoTime();
    try (Parts parts = new Parts()) {
      String whereItIs = new Everything(parts, options).start();
      System.out.printf(
          "Ordinal is ready after %.1f s: %s%n", (System.nanoTime() - startedAt) / 1e9, whereItIs);
      parts.awaitSignal();
    }
    return 0;
  }
}
