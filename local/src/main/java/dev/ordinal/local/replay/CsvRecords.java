package dev.ordinal.local.replay;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
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
   * @param width fields a record is to have. A quote counts as lost if the record that it makes of
   *     several lines has another count, or takes in a line that is a whole record by itself
   * @throws IOException if the file cannot be read on
   */
  @Nullable CsvRecord next(int width) throws IOException {
    Line first = peek(0);
    if (first == null) {
      return null;
    }
    String problem;
    try {
      List<String> fields = parse(first);
      ahead.remove(0);
      return CsvRecord.wellFormed(first.number(), fields);
    } catch (JsonProcessingException e) {
      problem = e.getOriginalMessage();
    }
    CsvRecord longer = overSeveralLines(first, width);
    if (longer == null) {
      ahead.remove(0);
      return CsvRecord.malformed(first.number(), "malformed row: " + problem);
    }
    return longer;
  }

  private @Nullable CsvRecord overSeveralLines(Line first, int width) throws IOException {
    Line joined = first;
    for (int taken = 1; taken < MAX_LINES; taken++) {
      Line line = peek(taken);
      if (line == null || hasFields(line, width)) {
        return null;
      }
      joined = joined.with(line);
      if (hasFields(joined, width)) {
        ahead.subList(0, taken + 1).clear();
        return CsvRecord.wellFormed(first.number(), parse(joined));
      }
    }
    return null;
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

  private static boolean hasFields(Line line, int width) throws IOException {
    try {
      return parse(line).size() == width;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static List<String> parse(Line line) throws IOException {
    if (line.text() == null) {
      throw new JsonParseException("not UTF-8");
    }
    try (MappingIterator<String[]> rows = CSV.readValues(line.text())) {
      List<String> fields = rows.hasNextValue() ? List.of(rows.nextValue()) : List.of();
      if (rows.hasNextValue()) {
        throw new JsonParseException(rows.getParser(), "carriage return outside quotes");
      }
      return fields;
    }
  }
}
