package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Command;
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
}
