package dev.ordinal.local.replay;

import java.util.List;

/**
 * One record of a CSV file, or a line that is none.
 *
 * @param line the physical line it begins on, from 1
 * @param fields as in the file, quotes resolved; empty if malformed
 * @param problem why it is malformed; empty if it is well-formed
 */
record CsvRecord(long line, List<String> fields, String problem) {

  CsvRecord {
    fields = List.copyOf(fields);
  }

  static CsvRecord wellFormed(long line, List<String> fields) {
    return new CsvRecord(line, fields, "");
  }

  static CsvRecord malformed(long line, String problem) {
    return new CsvRecord(line, List.of(), problem);
  }

  boolean isMalformed() {
    return !problem.isEmpty();
  }
}
