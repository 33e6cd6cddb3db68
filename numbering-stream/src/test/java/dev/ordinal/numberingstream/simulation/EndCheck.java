package dev.ordinal.numberingstream.simulation;

import static dev.ordinal.numberingstream.simulation.Promise.ENDS_IN_TIME;
import static dev.ordinal.numberingstream.simulation.Promise.ENDS_ONCE;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.numberingstream.simulation.Step.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leases and reservations: each ends once, none early, and none late where nothing goes wrong. */
final class EndCheck {

  /** By so much right clocks differ from the time and from each other, with a second's grace. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** The grace, two looks, a tick, a commit, and what clocks differ by. */
  private static final Duration LATEST =
      Duties.GRACE.plusMillis(2 * Host.LOOK_MS + 2 * Duties.TICK_MS + 1_000);

  /**
   * An end that has not come.
   *
   * @param since when it was decided
   */
  private record End(Instant at, Instant since) {}

  private final Violations violations;
  private final boolean isCalm;
  private final Map<String, End> open = new HashMap<>();

  /** Those that ended by themselves, under a clock that could tell leaps. */
  private final Map<String, Instant> expired = new HashMap<>();

  /**
   * None yet.
   *
   * @param isCalm whether nothing goes wrong in this run
   */
  EndCheck(Violations violations, boolean isCalm) {
    this.violations = violations;
    this.isCalm = isCalm;
  }

  /** The next end that has not come; null if none is left. */
  @Nullable Instant next() {
    return open.values().stream().map(End::at).min(Instant::compareTo).orElse(null);
  }

  void check(Step step) {
    for (Event event : step.events()) {
      if (event instanceof LeadClaimed claimed) {
        begins(step, lease(claimed.leadId(), claimed.fencingToken()), claimed.leaseExpiresAt());
      } else if (event instanceof LeaseRenewed renewed) {
        renewed(step, renewed);
      } else if (event instanceof LeadReleased released) {
        ends(step, lease(released.leadId(), released.fencingToken()));
      } else if (event instanceof LeaseExpired ended) {
        expires(step, lease(ended.leadId(), ended.fencingToken()), ended.leaseExpiresAt());
        require(!ended.noticedAt().isBefore(ended.leaseExpiresAt()), ENDS_IN_TIME, step, "early");
      } else if (event instanceof NumberReserved reserved) {
        begins(step, reserved.number(), reserved.expiresAt());
      } else if (event instanceof ReservationConfirmed confirmed) {
        ends(step, confirmed.number());
      } else if (event instanceof DocumentVoided voided && voided.byExpiry()) {
        expires(step, voided.number(), voided.voidedAt());
      } else if (event instanceof DocumentVoided voided) {
        open.remove(voided.number());
      }
    }
  }

  private void renewed(Step step, LeaseRenewed renewed) {
    String what = lease(renewed.leadId(), renewed.fencingToken());
    End before = begins(step, what, renewed.leaseExpiresAt());
    require(before != null, ENDS_ONCE, step, "renewed after its end");
    Sent sent = step.command();
    if (sent != null && before != null) {
      boolean isRight = sent.isTimeRight() && off(step).compareTo(Duration.ofMillis(500)) < 0;
      boolean isLate = !sent.envelope().acceptedAt().isBefore(before.at());
      require(!isRight || !isLate, ENDS_IN_TIME, step, "renewed too late");
      boolean isShortened = renewed.leaseExpiresAt().isBefore(before.at());
      require(!isShortened, ENDS_IN_TIME, step, "a renewal shortens it");
    }
  }

  private @Nullable End begins(Step step, String what, Instant at) {
    return open.put(what, new End(at, step.trueAt()));
  }

  private static Duration off(Step step) {
    return Duration.between(step.at(), step.trueAt()).abs();
  }

  private void ends(Step step, String what) {
    require(open.remove(what) != null, ENDS_ONCE, step, what + " ends again");
  }

  /** It ends by itself, be it noticed by a command or not. */
  private void expires(Step step, String what, Instant at) {
    End end = open.remove(what);
    require(
        end != null && at.equals(end.at()),
        ENDS_ONCE,
        step,
        what + " ends again, or not at its time");
    if (step.isClockSane()) {
      require(!at.isAfter(step.trueAt().plus(TOLERANCE)), ENDS_IN_TIME, step, what + " ends early");
    }
    if (step.deadline() != null) {
      if (step.isClockSane()) {
        expired.put(what, at);
      }
      Instant known = end == null || at.isAfter(end.since()) ? at : end.since();
      boolean isLate = isCalm && step.trueAt().isAfter(known.plus(LATEST));
      require(!isLate, ENDS_IN_TIME, step, what + " ends late");
    }
  }

  /** Whoever asked in time, and by a right clock, is not told that the end has come by itself. */
  void check(Answer answer) {
    Sent sent = answer.command();
    if (answer.outcome().rejection() == null
        || answer.outcome().replayed()
        || !sent.isTimeRight()) {
      return;
    }
    Command command = sent.envelope().command();
    String what = null;
    if (command instanceof RenewLease renew) {
      what = lease(renew.leadId(), renew.fencingToken());
    } else if (command instanceof ReleaseLead release) {
      what = lease(release.leadId(), release.fencingToken());
    } else if (command instanceof ConfirmReservation confirm) {
      what = confirm.number();
    } else if (command instanceof VoidDocument ending) {
      what = ending.number();
    }
    Instant end = what == null ? null : expired.get(what);
    String code = answer.outcome().rejection().code();
    boolean isRefused = code.equals("stale-fencing-token") || code.equals("reservation-expired");
    violations.check(
        end == null || !isRefused || !sent.envelope().acceptedAt().isBefore(end),
        ENDS_IN_TIME,
        () -> "ended at %s, and refused: %s".formatted(end, answer));
  }

  /** When all is over: nothing is left that has not ended. */
  void checkEnd() {
    violations.check(open.isEmpty(), ENDS_ONCE, () -> "never ended: " + open);
  }

  private void require(boolean holds, Promise promise, Step step, String what) {
    violations.check(holds, promise, () -> what + ": " + step);
  }

  private static String lease(String lead, long token) {
    return lead + "#" + token;
  }
}
