package dev.ordinal.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
final class Machine {

  private Machine() {}

  /** On a line: processors, memory, disk, system, JDK. */
  static String describe(Path folder) throws IOException {
    String disk = Files.getFileStore(folder).type();
    return "%d processors, data on %s%s, %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            disk,
            disk.equals("tmpfs") ? " (memory: fsync costs nothing, use --data)" : "",
            System.getProperty("os.name"),
            Runtime.version().feature());
  }
}
