package dev.ordinal.orderapi.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCsvTest {

  @Test
  void rowsKeepTheirLinesThroughMarkMixedLineEndsQuotesAndEmptyLines() {
    String file =
        "\uFEFFNumber, name ,company\r\n"
            + "HM-P-0001,\"Ebert, Vanessa\",\"Ebert\n& Co\"\n"
            + "\r\n"
            + "HM-P-0002,\"the \"\"other\"\" one\",\r"
            + " HM-P-0003 ,\u0E1A\u0E49\u0E32\u0E19 \uD83D\uDE80,x";
    assertThat(read(file))
        .containsExactly(
            new ImportedRow(2, "HM-P-0001", "Ebert, Vanessa", null, null, "Ebert\n& Co"),
            new ImportedRow(5, "HM-P-0002", "the \"other\" one", null, null, null),
            new ImportedRow(
                6, "HM-P-0003", "\u0E1A\u0E49\u0E32\u0E19 \uD83D\uDE80", null, null, "x"));
  }

  @Test
  void columnsComeInAnyOrderAndMayBeLeftOut() {
    assertThat(read("phone,number\n1,A-1\n")).containsExactly(row(2, "A-1", null, "1"));
    assertThat(read("number\nA-1\nA-2")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "name\nAda",
        "number,number\n1,2",
        "number;name\n1;Ada",
        "number,age\n1,2",
        "HM-P-0001,Ada",
        "number\n",
        "number,name\nHM-P-0001,\"Ada",
      })
  void aFileThatIsNoneSaysWhatIsExpected(String file) {
    assertThat(errors(file.getBytes(UTF_8)).get(0).pointer()).startsWith("line ");
  }

  @Test
  void everyPlaceThatIsNotValidIsNamed() {
    String file =
        "number,name,email\n,Ada,\nA-1,%s,\nA-2,a\u0007b,\nA-3\nA-4,x,%s\n"
            .formatted("x".repeat(201), "y".repeat(255));
    assertThat(errors(file.getBytes(UTF_8)))
        .containsExactly(
            new FieldError("line 2, column number", "is required"),
            new FieldError("line 3, column name", "must have at most 200 characters, not 201"),
            new FieldError("line 4, column name", "must not contain control characters"),
            new FieldError("line 5", "has 1 fields where the header has 3"),
            new FieldError("line 6, column email", "must have at most 254 characters, not 255"));
  }

  @Test
  void aFileInAnotherEncodingNamesTheLine() {
    assertThat(errors("number,name\nA-1,Ada\nA-2,Andr\u00E9\n".getBytes(ISO_8859_1)))
        .containsExactly(new FieldError("line 3", "is not UTF-8"));
  }

  @Test
  void aFileOfMoreRowsThanOneImportTakesIsRefused() {
    String file = "number\n" + "A-1\n".repeat(ImportCsv.MAX_ROWS + 1);
    assertThat(errors(file.getBytes(UTF_8)))
        .containsExactly(
            new FieldError("line 100002", "an import has at most 100,000 rows; split the file"));
  }

  private static ImportedRow row(int line, String number, @Nullable String name, String phone) {
    return new ImportedRow(line, number, name, null, phone, null);
  }

  private static List<ImportedRow> read(String file) {
    return ImportCsv.read(file.getBytes(UTF_8));
  }

  private static List<FieldError> errors(byte[] file) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> ImportCsv.read(file));
    return refused.problem().errors();
  }
}
