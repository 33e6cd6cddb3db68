package dev.ordinal.local.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What Postgres says. It outlives us, so it writes to a file of its own and not through this
 * process.
 *
 * @param file appended to by Postgres
 */
record PostgresLog(Path file) {

  private static final long LIMIT = 10L * 1024 * 1024;
  private static final int TAIL = 8 * 1024;
  private static final int TAIL_LINES = 4;

  /** The time and the process id come before what is said. */
  private static final String PREFIX = "^.*?\\] (?=[A-Z]+: )";

  /** What is said at every start and every end. */
  private static final String NO_REASON =
      "LOG: +(starting PostgreSQL|listening on|database system (is|was) shut down).*";

  /** Where it ends now, in bytes. */
  long end() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** The last that was said after a place that {@link #end} answered; empty if nothing was. */
  String lastSince(long place) throws IOException {
    if (end() <= place) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(file)) {
      channel.position(Math.max(place, channel.size() - TAIL));
      ByteBuffer tail = ByteBuffer.allocate(TAIL);
      while (tail.hasRemaining() && channel.read(tail) > 0) {
        // until the end
      }
      List<String> said =
          new String(tail.array(), 0, tail.position(), UTF_8)
              .lines()
              .map(line -> line.replaceFirst(PREFIX, "").replaceFirst("(?<=[A-Z]:) +", " "))
              .filter(line -> !line.matches(NO_REASON))
              .toList();
      return said.stream()
          .skip(Math.max(0, said.size() - TAIL_LINES))
          .collect(Collectors.joining("; "));
    }
  }

  /**
   * Keeps it below some 10 MB, with as much again beside it, in {@code ….1}. What is written
   * between the copy and the cut is lost.
   */
  void trim() throws IOException {
    if (end() > LIMIT) {
      Path before = file.resolveSibling(file.getFileName() + ".1");
      Files.copy(file, before, StandardCopyOption.REPLACE_EXISTING);
      FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
          .close();
    }
  }
}
