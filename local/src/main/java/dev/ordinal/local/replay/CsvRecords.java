package dev.ordinal.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.ordinal.local.replay.PhysicalLines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180, UTF-8, optional byte order mark), each with the line it
 * begins on. A malformed line is handed out as such and reading goes on with the line after it, so
 * that one lost quote does not swallow the rest of the file. Not thread-safe.
 */
final class CsvRecords {

  /** A quoted field spans at most this many lines; beyond, its quote counts as unclosed. */
  private static final int MAX_LINES = 50;

  private static final ObjectReader CSV =
      new CsvMapper().readerForArrayOf(String.class).with(CsvParser.Feature.WRAP_AS_ARRAY);

  private final PhysicalLines lines;
  private final List<Line> ahead = new ArrayList<>();

  CsvRecords(PhysicalLines lines) {
    this.lines = lines;
  }

  /**
   * The next record, or null at the end of the file.
   *
   * @param width fields a record is to have; one over several lines with another count is taken for
   *     a lost quote, and only its first line as malformed
   * @throws IOException if the file cannot be read on
   */
  @Nullable CsvRecord next(int width) throws IOException {
    Line first = peek(0);
    if (first == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    String problem = "missing closing quote";
    Line line = first;
    for (int taken = 1; line != null && line.text() != null && taken <= MAX_LINES; taken++) {
      text.append(line.text());
      try {
        List<String> fields = parse(text.toString());
        if (taken == 1 || fields.size() == width) {
          ahead.subList(0, taken).clear();
          return CsvRecord.wellFormed(first.number(), fields);
        }
        break;
      } catch (JsonProcessingException e) {
        problem = taken == 1 ? e.getOriginalMessage() : problem;
      }
      line = peek(taken);
    }
    ahead.remove(0);
    return CsvRecord.malformed(
        first.number(), "malformed row: " + (first.text() == null ? "not UTF-8" : problem));
  }

  private @Nullable Line peek(int index) throws IOException {
    while (ahead.size() <= index) {
      Line line = lines.next();
      if (line == null) {
        return null;
      }
      ahead.add(line);
    }
    return ahead.get(index);
  }

  private static List<String> parse(String text) throws IOException {
    try (MappingIterator<String[]> rows = CSV.readValues(text)) {
      List<String> fields = rows.hasNextValue() ? List.of(rows.nextValue()) : List.of();
      if (rows.hasNextValue()) {
        throw JsonMappingException.from(rows.getParser(), "carriage return outside quotes");
      }
      return fields;
    }
  }
}
