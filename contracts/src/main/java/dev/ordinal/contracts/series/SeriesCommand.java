package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Command;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be asked of a series itself. Decided by the writer that gives its numbers. */
public sealed interface SeriesCommand extends Command {

  /** The series' code. */
  String series();

  @Override
  default String owner() {
    return series();
  }

  /** Asks for a series, or for another definition of one. */
  @JsonTypeName("series.define.v1")
  record DefineSeries(SeriesDefinition definition) implements SeriesCommand {

    public DefineSeries {
      Objects.requireNonNull(definition, "definition");
    }

    @Override
    public String series() {
      return definition.code();
    }
  }

  /**
   * Asks to skip numbers: the next one is {@code current + 1}.
   *
   * @param period the period; empty for a series that never resets
   * @param current the new last sequence, at least 0
   * @param expectedCurrent what the asker believes it is; null if that does not matter
   * @param reason why, for those who read the books later
   */
  @JsonTypeName("series.reset-sequence.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ResetSequence(
      String series, String period, long current, @Nullable Long expectedCurrent, String reason)
      implements SeriesCommand {

    public ResetSequence {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(period, "period");
      Objects.requireNonNull(reason, "reason");
      if (current < 0) {
        throw new IllegalArgumentException("current must be at least 0, not " + current);
      }
    }
  }

  /**
   * Asks to raise a sequence to what is known to have been given; it is never lowered.
   *
   * @param period the period; empty for a series that never resets
   * @param highest the highest sequence that the asker knows of, at least 0
   * @param periodOfNow true if the API took the period of now since the caller named none; else
   *     null
   */
  @JsonTypeName("series.sync-sequence.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SyncSequence(
      String series, String period, long highest, String reason, @Nullable Boolean periodOfNow)
      implements SeriesCommand {

    public SyncSequence {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(period, "period");
      Objects.requireNonNull(reason, "reason");
      if (highest < 0) {
        throw new IllegalArgumentException("highest must be at least 0, not " + highest);
      }
    }

    /** A sync of a period that the caller named. */
    public SyncSequence(String series, String period, long highest, String reason) {
      this(series, period, highest, reason, null);
    }

    /** What is known, and which period it is now, is another at each repeat. */
    @Override
    public Command asAsked() {
      return new SyncSequence(series, periodOfNow == null ? period : "", 0, reason, periodOfNow);
    }
  }

  /**
   * Asks to take over numbers that were given before Ordinal gave them: all of them or none.
   *
   * @param rows at least one, in the order of the file
   * @param dryRun whether only to tell what would happen
   * @param reason why, for those who read the books later
   */
  @JsonTypeName("series.import-numbers.v1")
  record ImportNumbers(String series, List<ImportedRow> rows, boolean dryRun, String reason)
      implements SeriesCommand {

    public ImportNumbers {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(reason, "reason");
      rows = List.copyOf(rows);
      if (rows.isEmpty()) {
        throw new IllegalArgumentException("an import has at least one row");
      }
    }
  }
}
