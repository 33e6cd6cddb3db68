package dev.ordinal.projections.audit.checks;

/**
 * A sequence that an event moves: those from {@code before + 1} to {@code after} are skipped, but
 * for those that an import brings.
 *
 * @param place where the event lies
 * @param period empty for a series that never resets
 * @param before the last sequence before, as the event says
 * @param after the last sequence now
 * @param how {@code reset}, {@code sync} or {@code import}
 * @param imported how many numbers of the stretch come with it
 */
public record Move(
    Place place,
    String series,
    String period,
    long before,
    long after,
    How how,
    long imported,
    String reason,
    String commandId) {

  /** What moved it. */
  public enum How {
    RESET("reset"),
    /** The one that may begin below numbers that were given: it mends a counter that was behind. */
    SYNC("sync"),
    IMPORT("import");

    private final String label;

    How(String label) {
      this.label = label;
    }

    /** As in the table {@code skips}. */
    public String label() {
      return label;
    }
  }
}
