package dev.ordinal.contracts.series;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;
import java.util.List;

/** Why a command about a series, or one that asks it for a number, is turned down. */
public enum SeriesRejection implements RejectionCode {
  /** No series has the code in the path. */
  SERIES_NOT_FOUND(
      "series-not-found",
      404,
      "There is no series with this code",
      "GET /series lists the series there are. Codes are written in capitals."),
  /** The series exists, but its numbers name something else. */
  WRONG_SERIES_KIND(
      "wrong-series-kind",
      422,
      "The series is for something else",
      "Use a series of the right kind. GET /series lists them. The same Idempotency-Key is decided"
          + " anew."),
  /** The pattern's width is used up and the series does not widen. */
  SERIES_EXHAUSTED(
      "series-exhausted",
      409,
      "The series has no number left in this period",
      "Define the series anew with a wider pattern or with overflow `widen`, then repeat the request:"
          + " the same Idempotency-Key is decided anew. After 18 digits only a new series helps."),
  /** A start or a value that no sequence can have. */
  SEQUENCE_OUT_OF_RANGE(
      "sequence-out-of-range", 422, "No sequence can have this value", "Use at most 18 digits."),
  /** A pattern breaks a rule. */
  INVALID_PATTERN(
      "invalid-pattern",
      422,
      "The pattern cannot be used",
      "Mend the pattern as `detail` says: it begins with the code, holds {seq:N} once and shows its"
          + " whole period."),
  /** After the change a number could be printed a second time. */
  SERIES_IN_USE(
      "series-in-use",
      409,
      "The change could print a number twice",
      "Keep kind, reset, zone, start and the order of the tokens, or define a new series."),
  /** The asker's `expectedCurrent` is not what it is. */
  SEQUENCE_MOVED(
      "sequence-moved", 409, "The sequence has moved", "Read the sequence again and decide anew."),
  /** The new value lies below the highest number given. */
  WOULD_REISSUE(
      "would-reissue",
      409,
      "The reset would give numbers twice",
      "Reset to the highest number given or above."),
  /** The period is none of this series. */
  INVALID_PERIOD(
      "invalid-period",
      422,
      "The period is none of this series",
      "Write it as the series resets: 20251121 daily, 2025-11 monthly, 2025 yearly, empty never."
          + " The same Idempotency-Key is decided anew."),
  /** A row has no number of the series, or one that is taken; {@code report} tells which. */
  IMPORT_REFUSED(
      "import-refused",
      422,
      "The rows cannot be imported",
      "Mend the lines that `report` names as misfits, duplicates or taken, or the series; without a"
          + " `report` split the file as `detail` says. Nothing was imported. The same file under the"
          + " same Idempotency-Key is decided anew.");

  private final ProblemType type;

  SeriesRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }

  @Override
  public boolean isFinal() {
    return !List.of(WRONG_SERIES_KIND, SERIES_EXHAUSTED, INVALID_PERIOD, IMPORT_REFUSED)
        .contains(this);
  }
}
