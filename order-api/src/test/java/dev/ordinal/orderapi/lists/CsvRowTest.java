package dev.ordinal.orderapi.lists;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {

  @Test
  void plainCellsStandAsTheyAre() {
    assertThat(CsvRow.of("HM-P-0001", "Zo\u00eb \uD83E\uDD84", null, ""))
        .isEqualTo("HM-P-0001,Zo\u00eb \uD83E\uDD84,,\r\n");
  }

  @Test
  void whatWouldBreakTheRowIsQuoted() {
    assertThat(CsvRow.of("a,b", "say \"hi\"", "two\nlines", "cr\rlf"))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\rlf\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+44 20", "-1", "@SUM(A1)", "\t=1"})
  void whatASpreadsheetWouldRunGetsAnApostrophe(String cell) {
    assertThat(CsvRow.of(cell)).isEqualTo("'" + cell + "\r\n");
  }

  @Test
  void aFormulaIsNeutralisedInsideItsQuotes() {
    assertThat(CsvRow.of("=A1,\"x\"")).isEqualTo("\"'=A1,\"\"x\"\"\"\r\n");
  }

  @Test
  void signsElsewhereMeanNothing() {
    assertThat(CsvRow.of("a=1", "ada@example.org")).isEqualTo("a=1,ada@example.org\r\n");
  }
}
