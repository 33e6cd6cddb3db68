package dev.ordinal.benchmarks.subjects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many bytes a broker keeps of each topic. */
final class TopicBytes {

  /** {@code ordinal.commands-0/00000000000000000000.log}; indexes are allocated ahead. */
  private static final Pattern SEGMENT = Pattern.compile("(?:.*/)?([^/]+)-\\d+/\\d{20}\\.log");

  private TopicBytes() {}

  /** By topic; empty if there is no such folder. */
  static SortedMap<String, Long> in(Path kafka) throws IOException {
    SortedMap<String, Long> bytes = new TreeMap<>();
    if (!Files.isDirectory(kafka)) {
      return bytes;
    }
    try (Stream<Path> files = Files.walk(kafka)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = kafka.relativize(file).toString();
        Matcher segment = SEGMENT.matcher(name);
        if (segment.matches()) {
          bytes.merge(segment.group(1), file.toFile().length(), Long::sum);
        }
      }
    }
    return bytes;
  }
}
