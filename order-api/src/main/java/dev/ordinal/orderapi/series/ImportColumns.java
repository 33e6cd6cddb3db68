package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Which field of a row is what: {@code number} and, in any order, what else the header names. */
final class ImportColumns {

  static final String EXPECTED =
      "the header must name the column number, and may name name, email, phone and company, each"
          + " once, separated by commas";

  /** A column and the most characters (Unicode code points) in it. */
  private enum Column {
    NUMBER(128),
    NAME(200),
    EMAIL(254),
    PHONE(50),
    COMPANY(200);

    private final int maxLength;

    Column(int maxLength) {
      this.maxLength = maxLength;
    }

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Column, Integer> places;

  private ImportColumns(Map<Column, Integer> places) {
    this.places = places;
  }

  /**
   * The columns that a header names, in capitals or not.
   *
   * @throws ProblemException {@code validation-failed} if it names others, or one twice
   */
  static ImportColumns of(int line, List<String> header) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (int i = 0; i < header.size(); i++) {
      Column column = column(header.get(i));
      if (column == null || places.put(column, i) != null) {
        throw ProblemException.invalid(
            "line " + line, EXPECTED + "; not " + Texts.printable(header.get(i)));
      }
    }
    if (!places.containsKey(Column.NUMBER)) {
      throw ProblemException.invalid("line " + line, EXPECTED);
    }
    return new ImportColumns(places);
  }

  /** How many there are. */
  int count() {
    return places.size();
  }

  /**
   * A row.
   *
   * @param fields as many as there are columns
   * @param errors is told the place and what is wrong there
   */
  ImportedRow row(int line, List<String> fields, BiConsumer<String, String> errors) {
    for (Map.Entry<Column, Integer> place : places.entrySet()) {
      String complaint = complaint(place.getKey(), fields.get(place.getValue()));
      if (complaint != null) {
        errors.accept("line " + line + ", column " + place.getKey().title(), complaint);
      }
    }
    return new ImportedRow(
        line,
        fields.get(places.getOrDefault(Column.NUMBER, 0)),
        field(Column.NAME, fields),
        field(Column.EMAIL, fields),
        field(Column.PHONE, fields),
        field(Column.COMPANY, fields));
  }

  private @Nullable String field(Column column, List<String> fields) {
    Integer place = places.get(column);
    return place == null || fields.get(place).isEmpty() ? null : fields.get(place);
  }

  private static @Nullable String complaint(Column column, String value) {
    if (column == Column.NUMBER && value.isEmpty()) {
      return "is required";
    }
    int length = value.codePointCount(0, value.length());
    if (length > column.maxLength) {
      return "must have at most %d characters, not %d".formatted(column.maxLength, length);
    }
    return value.chars().anyMatch(ImportColumns::isBadControl)
        ? "must not contain control characters"
        : null;
  }

  private static boolean isBadControl(int c) {
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
  }

  private static @Nullable Column column(String title) {
    for (Column column : Column.values()) {
      if (column.title().equals(title.toLowerCase(Locale.ROOT))) {
        return column;
      }
    }
    return null;
  }
}
