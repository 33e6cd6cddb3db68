package dev.ordinal.orderapi.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of an import: CSV as RFC 4180 has it, in UTF-8, with or without a byte order mark,
 * with line ends of any kind. The first line names the columns, see {@link ImportColumns}. Empty
 * lines are passed over. For one use.
 */
final class ImportCsv {

  /** The longest file, in bytes. */
  static final int MAX_BYTES = 10 * 1024 * 1024;

  /** The most rows. */
  static final int MAX_ROWS = 100_000;

  private static final int MAX_ERRORS = 100;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

  private final List<ImportedRow> rows = new ArrayList<>();
  private final List<FieldError> errors = new ArrayList<>();
  private @Nullable ImportColumns columns;

  private ImportCsv() {}

  /**
   * The rows of a file, at least one.
   *
   * @throws ProblemException {@code validation-failed}, naming lines and columns
   */
  static List<ImportedRow> read(byte[] file) {
    ImportCsv csv = new ImportCsv();
    csv.parse(csv.decode(file));
    if (csv.errors.isEmpty() && csv.rows.isEmpty()) {
      csv.error("line 1", csv.columns == null ? ImportColumns.EXPECTED : "no row follows");
    }
    if (!csv.errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(csv.errors));
    }
    return csv.rows;
  }

  private CharBuffer decode(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    CharBuffer text = CharBuffer.allocate(file.length);
    CoderResult result = UTF_8.newDecoder().decode(bytes, text, true);
    text.flip();
    if (result.isError() || bytes.hasRemaining()) {
      long line = text.chars().filter(c -> c == '\n').count() + 1;
      throw ProblemException.invalid("line " + line, "is not UTF-8");
    }
    if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
      text.get();
    }
    return text;
  }

  private void parse(CharBuffer text) {
    int line = 1;
    try (JsonParser parser = MAPPER.createParser(text.array(), text.position(), text.remaining())) {
      // The file as a whole is an array, too.
      parser.nextToken();
      while (errors.size() < MAX_ERRORS && parser.nextToken() == JsonToken.START_ARRAY) {
        line = parser.currentLocation().getLineNr();
        List<String> fields = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          fields.add(parser.getText().strip());
        }
        if (fields.size() > 1 || !fields.get(0).isEmpty()) {
          take(line, fields);
        }
      }
    } catch (JsonProcessingException e) {
      error("line " + line, "is not CSV: " + Texts.printable(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
  }

  private void take(int line, List<String> fields) {
    if (columns == null) {
      columns = ImportColumns.of(line, fields);
    } else if (rows.size() == MAX_ROWS) {
      throw ProblemException.invalid(
          "line " + line,
          String.format(Locale.ROOT, "an import has at most %,d rows; split the file", MAX_ROWS));
    } else if (fields.size() != columns.count()) {
      error(
          "line " + line,
          "has %d fields where the header has %d".formatted(fields.size(), columns.count()));
    } else {
      rows.add(columns.row(line, fields, this::error));
    }
  }

  private void error(String place, String detail) {
    errors.add(new FieldError(place, detail));
  }
}
