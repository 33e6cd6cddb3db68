package dev.ordinal.orderapi.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesCatalogTest {

  private final SeriesCatalog catalog = new SeriesCatalog(SeriesDefinition.defaults());

  @Test
  void aRequestThatNamesNoSeriesMeansTheFirstOfItsKind() {
    assertThat(catalog.resolve(SeriesKind.ORDER, null)).isEqualTo("GAM");
    assertThat(catalog.resolve(SeriesKind.PARTNER, null)).isEqualTo("HM-P");
    assertThat(catalog.resolve(SeriesKind.ORDER, "RET")).isEqualTo("RET");
  }

  @Test
  void withoutADefaultOfTheKindASeriesMustBeNamed() {
    SeriesCatalog empty = new SeriesCatalog(List.of());
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> empty.resolve(SeriesKind.ORDER, null))
        .withMessageContaining("name a series");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gam", "", "GAM-", "GAM-1", "1", "G M", "GAM\0"})
  void whatCannotBeACodeIsTheCodeOfNoSeries(String code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> catalog.resolve(SeriesKind.ORDER, code))
        .withMessageContaining("there is no series");
  }

  @ParameterizedTest
  @CsvSource({
    "GAM-20251121-0001, GAM",
    "HM-P-0001, HM-P",
    "HM-0001, HM",
    "A1-B2-2025-Q-0001, A1-B2",
  })
  void theSeriesIsToldFromTheNumberAlone(String number, String code) {
    assertThat(catalog.ofNumber(number)).contains(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GAM", "GAM-", "GAM-\0", "gam-1", "1-1", "-1"})
  void whatIsNoNumberIsOfNoSeries(String text) {
    assertThat(catalog.ofNumber(text)).isEmpty();
  }
}
