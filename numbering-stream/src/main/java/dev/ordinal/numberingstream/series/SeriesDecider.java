package dev.ordinal.numberingstream.series;

import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.RejectionCode;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesCommand;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.series.SeriesRejection;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.SeriesState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of series. */
final class SeriesDecider {

  private SeriesDecider() {}

  /**
   * Decides a definition.
   *
   * @param known the series as it stands; null if there is none
   */
  static Decision define(
      @Nullable SeriesState known, DefineSeries command, DecisionContext context) {
    SeriesDefinition wanted = command.definition();
    if (wanted.start() > NumberPattern.MAX_SEQUENCE) {
      return outOfRange("start");
    }
    try {
      NumberPattern pattern = NumberPattern.of(wanted);
      if (known != null && known.used()) {
        List<String> changes = unsafeChanges(known.definition(), wanted, pattern);
        if (!changes.isEmpty()) {
          return reject(
              SeriesRejection.SERIES_IN_USE,
              "numbers of %s have been given or skipped, so %s must stay as they are"
                  .formatted(wanted.code(), String.join(", ", changes)));
        }
      }
    } catch (IllegalArgumentException e) {
      return reject(SeriesRejection.INVALID_PATTERN, String.valueOf(e.getMessage()));
    }
    return Decision.accepted(
        new SeriesDefined(
            wanted.code(),
            wanted,
            known == null,
            context.acceptedAt(),
            context.actor(),
            context.commandId()));
  }

  /**
   * What could print a number again. With the same scopes and the same tokens in the same order a
   * text tells its scope and sequence, whatever the widths and literals; and no sequence of a scope
   * is given twice.
   */
  private static List<String> unsafeChanges(
      SeriesDefinition known, SeriesDefinition wanted, NumberPattern pattern) {
    List<String> changes = new ArrayList<>();
    if (known.kind() != wanted.kind()) {
      changes.add("kind");
    }
    if (known.reset() != wanted.reset()) {
      changes.add("reset");
    }
    if (!known.zone().equals(wanted.zone())) {
      changes.add("zone");
    }
    if (known.start() != wanted.start()) {
      changes.add("start");
    }
    if (!NumberPattern.of(known).units().equals(pattern.units())) {
      changes.add("the order of the tokens");
    }
    return changes;
  }

  /**
   * Decides a reset.
   *
   * @param known the series as it stands; null if there is none
   * @param last the last sequence of the command's period
   */
  static Decision reset(
      @Nullable SeriesState known, long last, ResetSequence command, DecisionContext context) {
    if (known == null) {
      return unknown(command);
    }
    if (!NumberPattern.of(known.definition()).isPeriod(command.period())) {
      return noPeriod(command, command.period());
    }
    if (command.current() > NumberPattern.MAX_SEQUENCE) {
      return outOfRange("current");
    }
    if (command.expectedCurrent() != null && command.expectedCurrent() != last) {
      return moved(SeriesRejection.SEQUENCE_MOVED, last, command);
    }
    if (command.current() < last) {
      return moved(SeriesRejection.WOULD_REISSUE, last, command);
    }
    return Decision.accepted(
        new SequenceReset(
            command.series(),
            command.period(),
            last,
            command.current(),
            command.reason(),
            context.acceptedAt(),
            context.actor(),
            context.commandId()));
  }

  /**
   * Decides a sync: the sequence is raised to what is known, and never lowered.
   *
   * @param known the series as it stands; null if there is none
   * @param last the last sequence of the command's period
   */
  static Decision sync(
      @Nullable SeriesState known, long last, SyncSequence command, DecisionContext context) {
    if (known == null) {
      return unknown(command);
    }
    if (!NumberPattern.of(known.definition()).isPeriod(command.period())) {
      return noPeriod(command, command.period());
    }
    if (command.highest() > NumberPattern.MAX_SEQUENCE) {
      return outOfRange("highest");
    }
    return Decision.accepted(
        new SequenceAdvanced(
            command.series(),
            command.period(),
            last,
            Math.max(last, command.highest()),
            command.reason(),
            context.acceptedAt(),
            context.actor(),
            context.commandId()));
  }

  /** There is no such series. */
  static Decision unknown(SeriesCommand command) {
    return reject(CommonRejection.UNKNOWN_SERIES, "there is no series " + command.series());
  }

  private static Decision noPeriod(SeriesCommand command, String period) {
    return reject(
        SeriesRejection.INVALID_PERIOD,
        "%s has no period '%s'".formatted(command.series(), period));
  }

  private static Decision outOfRange(String what) {
    return reject(
        SeriesRejection.SEQUENCE_OUT_OF_RANGE,
        "%s must be at most %d".formatted(what, NumberPattern.MAX_SEQUENCE));
  }

  private static Decision moved(SeriesRejection code, long last, ResetSequence command) {
    return Decision.rejected(
        Rejection.of(
            code,
            "the last number of %s in period '%s' is %d"
                .formatted(command.series(), command.period(), last),
            Map.of("current", Long.toString(last))));
  }

  private static Decision reject(RejectionCode code, String detail) {
    return Decision.rejected(Rejection.of(code, detail));
  }
}
