package dev.ordinal.projections.projector;

import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.ImportReport.Findings;
import dev.ordinal.contracts.series.ImportReport.Holes;
import dev.ordinal.contracts.series.ImportReport.Scope;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesKind;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens to sequences, and the tables that tell of numbers. */
public final class NumberingSamples {

  private static final UUID IMPORT = new UUID(9, 9);
  private static final Findings NONE = new Findings(0, List.of());

  private NumberingSamples() {}

  /** A reset of {@code GAM} on the day of {@link Samples#placed}. */
  public static SequenceReset reset(long before, long after) {
    return new SequenceReset(
        "GAM",
        "20251121",
        before,
        after,
        "a pad was lost",
        Samples.NOON,
        "ann",
        new UUID(8, after));
  }

  /** A sync of {@code GAM} on the same day. */
  public static SequenceAdvanced advanced(long before, long after) {
    return new SequenceAdvanced(
        "GAM",
        "20251121",
        before,
        after,
        "after a restore",
        Samples.NOON,
        null,
        new UUID(8, after));
  }

  /** {@code HM-P-0002} and {@code HM-P-0004} are imported; 1 and 3 are left out. */
  public static List<SeriesEvent> imported() {
    return List.of(
        new NumbersImported("HM-P", report(), "moving over", Samples.NOON, "ann", IMPORT),
        imported(2, "Grace"),
        imported(4, null));
  }

  public static ImportChecked checked() {
    return new ImportChecked("HM-P", report(), Samples.NOON, "ann", new UUID(9, 8));
  }

  private static ImportReport report() {
    Scope scope = new Scope("", 0, 4, 2, 2, "HM-P-0005");
    return new ImportReport(2, List.of(scope), NONE, NONE, NONE, NONE, new Holes(2, List.of()));
  }

  private static NumberImported imported(long sequence, @Nullable String name) {
    return new NumberImported(
        "HM-P-%04d".formatted(sequence),
        "HM-P",
        "",
        sequence,
        SeriesKind.PARTNER,
        name,
        null,
        null,
        null,
        Samples.NOON,
        IMPORT);
  }

  /** All that is shown of numbers, skips and sequences, as text. */
  public static String dump(TestPostgres postgres) {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                Stream.of(
                        "SELECT n::text FROM api.numbers n ORDER BY number",
                        "SELECT s::text FROM api.skips s ORDER BY series, period, first",
                        "SELECT (series, period, current)::text FROM api.sequences"
                            + " ORDER BY series, period")
                    .flatMap(sql -> handle.createQuery(sql).mapTo(String.class).list().stream())
                    .reduce("", (all, row) -> all + row + "\n"));
  }
}
