package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import finds in its rows. A row counts in one of misfits, duplicates and taken, in this
 * order; one such row and nothing of the file is imported. Holes and shared names are told and
 * stand in nobody's way.
 *
 * @param rows how many rows there are
 * @param scopes the sequences that move, by period; all of them, since this is what moves them
 * @param misfits rows whose number the series' pattern does not print
 * @param duplicates rows whose number an earlier row has
 * @param taken rows whose number lies at or below the last one that was given or skipped
 * @param sharedNames rows whose name another number has, which keeps it
 * @param holes numbers that no row has and that are skipped, for good
 */
public record ImportReport(
    int rows,
    List<Scope> scopes,
    Findings misfits,
    Findings duplicates,
    Findings taken,
    Findings sharedNames,
    Holes holes) {

  /** How many findings of a kind, or holes, are told one by one. */
  public static final int MAX_TOLD = 200;

  public ImportReport {
    scopes = List.copyOf(scopes);
  }

  /**
   * A sequence that the import moves.
   *
   * @param before the last sequence before
   * @param after the last sequence afterwards, which is the highest imported
   * @param imported how many numbers come in
   * @param skipped how many between {@code before} and {@code after} do not: the holes
   * @param next the number that comes next afterwards; null if there is none left
   */
  public record Scope(
      String period, long before, long after, long imported, long skipped, @Nullable String next) {}

  /**
   * Rows of one kind.
   *
   * @param count how many there are
   * @param told the first {@link #MAX_TOLD} of them
   */
  public record Findings(int count, List<Finding> told) {
    public Findings {
      told = List.copyOf(told);
    }
  }

  /** One row and what is the matter with it. */
  public record Finding(int line, String number, String detail) {}

  /**
   * Numbers that no row has.
   *
   * @param count how many numbers; 2^63-1 also stands for more
   * @param told the first {@link #MAX_TOLD} stretches of them
   */
  public record Holes(long count, List<Hole> told) {
    public Holes {
      told = List.copyOf(told);
    }
  }

  /**
   * A stretch of numbers that no row has.
   *
   * @param line the line of the row that follows them
   * @param from the first sequence missing
   * @param to the last sequence missing
   */
  public record Hole(int line, String period, long from, long to) {}

  /** Whether nothing is in the way of the import. */
  @JsonIgnore
  public boolean isClean() {
    return misfits.count() + duplicates.count() + taken.count() == 0;
  }
}
