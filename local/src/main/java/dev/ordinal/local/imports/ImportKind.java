package dev.ordinal.local.imports;

import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the numbers of a file name, in the words of the command line. */
enum ImportKind {
  PARTNERS(SeriesKind.PARTNER),
  TEAMS(SeriesKind.TEAM),
  ORDERS(SeriesKind.ORDER),
  DOCUMENTS(SeriesKind.DOCUMENT);

  private final SeriesKind kind;

  ImportKind(SeriesKind kind) {
    this.kind = kind;
  }

  /** The series of this kind that is there from the first start. */
  String defaultSeries() {
    return SeriesDefinition.defaults().stream()
        .filter(series -> series.kind() == kind)
        .findFirst()
        .orElseThrow()
        .code();
  }

  /** Its series' kind in the service's words. */
  String seriesKind() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names the words alone when there is no such kind; picocli would name the constants, too. */
  static final class Converter implements ITypeConverter<ImportKind> {
    @Override
    public ImportKind convert(String value) {
      for (ImportKind kind : values()) {
        if (kind.toString().equals(value)) {
          return kind;
        }
      }
      throw new TypeConversionException(
          "must be one of %s, not %s".formatted(List.of(values()), value));
    }
  }
}
