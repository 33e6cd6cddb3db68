package dev.ordinal.orderapi.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.orderapi.http.ProblemException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeriesCatalogTest {

  @Test
  void theFirstSeriesIsTheDefaultOne() {
    assertThat(catalog("GAM", "RET").resolve(SeriesKind.ORDER, null)).isEqualTo("GAM");
    assertThat(catalog("GAM", "RET").resolve(SeriesKind.ORDER, "RET")).isEqualTo("RET");
  }

  @Test
  void anUnknownSeriesIsRefusedNamingTheKnownOnes() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> catalog("GAM", "RET").resolve(SeriesKind.ORDER, "gam"))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("unknown-series"))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(422))
        .satisfies(e -> assertThat(e.problem().detail()).contains("GAM, RET"));
  }

  @Test
  void aNumberBelongsToTheLongestCodeItBeginsWith() {
    SeriesCatalog catalog = catalog("HM", "HM-P");
    assertThat(catalog.ofNumber("HM-P-0001")).contains("HM-P");
    assertThat(catalog.ofNumber("HM-0001")).contains("HM");
  }

  @Test
  void whatIsNoNumberBelongsToNoSeries() {
    SeriesCatalog catalog = catalog("GAM");
    assertThat(catalog.ofNumber("GAMMA-1")).isEmpty();
    assertThat(catalog.ofNumber("GAM-\0")).isEmpty();
    assertThat(catalog.ofNumber("")).isEmpty();
  }

  @Test
  void aCodeConfiguredTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> catalog("GAM", "GAM"))
        .withMessageContaining("series");
  }

  private static SeriesCatalog catalog(String... codes) {
    List<SeriesDefinition> series =
        Stream.of(codes)
            .map(
                code ->
                    new SeriesDefinition(
                        code,
                        SeriesKind.ORDER,
                        code + "-{seq:4}",
                        Reset.NEVER,
                        ZoneOffset.UTC,
                        Overflow.WIDEN,
                        1))
            .toList();
    return new SeriesCatalog(series);
  }
}
