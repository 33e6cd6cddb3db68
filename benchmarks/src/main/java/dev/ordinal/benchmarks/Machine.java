package dev.ordinal.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the figures were measured on. */
final class Machine {

  private Machine() {}

  /** On a line: the day, processors, disk, system, JDK. */
  static String describe(Path folder) throws IOException {
    String disk = Files.getFileStore(folder).type();
    return "%s, %d processors, data on %s%s, %s, JDK %s"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            disk,
            disk.equals("tmpfs") ? " (memory: fsync costs nothing, use --data)" : "",
            System.getProperty("os.name"),
            Runtime.version().feature());
  }
}
