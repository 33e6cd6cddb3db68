package dev.ordinal.numberingstream.leads;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.leads.LeadRejection;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.leads.LeadState.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of leads: from state, command and context to events or a rejection. A lease that has
 * passed is ended before a command is decided, so a lease in the state is in force.
 */
final class LeadDecider {

  /** The longest line. */
  static final int MAX_WAITING = 1_000;

  private LeadDecider() {}

  static Decision create(@Nullable LeadState lead, CreateLead command, DecisionContext context) {
    return lead == null
        ? Decision.accepted(created(command, context))
        : Decision.rejected(
            Rejection.of(LeadRejection.LEAD_EXISTS, "there is a lead " + command.leadId()));
  }

  /** The event of a creation that was accepted in {@code context}. */
  static LeadCreated created(CreateLead command, DecisionContext context) {
    return new LeadCreated(
        command.leadId(),
        command.name(),
        command.source(),
        command.contact(),
        context.acceptedAt(),
        context.commandId());
  }

  /**
   * Decides a claim. Whoever has the lead and claims it again is told so like anybody else: a
   * second 200 would let two callers under one name believe that each has it alone.
   *
   * @param waits whether the claimant is in the line
   */
  static Decision claim(
      @Nullable LeadState lead, boolean waits, ClaimLead command, DecisionContext context) {
    if (lead == null) {
      return notFound(command.leadId());
    }
    Lease lease = lead.lease();
    if (lease == null) {
      return Decision.accepted(
          claimed(
              lead, command.leadId(), command.claimant(), command.leaseSeconds(), false, context));
    }
    if (!command.joinWaitlist() || lease.claimant().equals(command.claimant())) {
      return alreadyClaimed(command.leadId(), lease);
    }
    return waits
        ? alreadyWaiting(command)
        : lead.waiting() >= MAX_WAITING
            ? waitlistFull(command.leadId())
            : Decision.accepted(waitlisted(lead, command, context));
  }

  static Decision renew(@Nullable LeadState lead, RenewLease command, DecisionContext context) {
    if (lead == null) {
      return notFound(command.leadId());
    }
    Lease lease = lead.lease();
    if (lease == null || !holds(lease, command.claimant(), command.fencingToken())) {
      return stale(command.leadId(), command.fencingToken(), lease);
    }
    return Decision.accepted(
        new LeaseRenewed(
            command.leadId(),
            lease.claimant(),
            lease.token(),
            lease.claimedAt(),
            context.acceptedAt(),
            later(lease.expiresAt(), end(context.acceptedAt(), lease.seconds())),
            context.commandId()));
  }

  /**
   * Decides a release.
   *
   * @param next the first in the line; null if nobody waits
   */
  static Decision release(
      @Nullable LeadState lead,
      @Nullable Waiter next,
      ReleaseLead command,
      DecisionContext context) {
    if (lead == null) {
      return notFound(command.leadId());
    }
    Lease lease = lead.lease();
    if (lease == null || !holds(lease, command.claimant(), command.fencingToken())) {
      return stale(command.leadId(), command.fencingToken(), lease);
    }
    LeadReleased released =
        new LeadReleased(
            command.leadId(),
            lease.claimant(),
            lease.token(),
            context.acceptedAt(),
            context.commandId());
    return new Decision.Accepted(andNext(released, lead, command.leadId(), next, context));
  }

  /**
   * The end of a lease that nobody asked for.
   *
   * @param next the first in the line; null if nobody waits
   */
  static List<Event> expire(
      String leadId, LeadState lead, Lease lease, @Nullable Waiter next, DecisionContext context) {
    LeaseExpired expired =
        new LeaseExpired(
            leadId,
            lease.claimant(),
            lease.token(),
            lease.expiresAt(),
            context.acceptedAt(),
            context.commandId());
    return andNext(expired, lead, leadId, next, context);
  }

  private static List<Event> andNext(
      Event end, LeadState lead, String leadId, @Nullable Waiter next, DecisionContext context) {
    List<Event> events = new ArrayList<>(List.of(end));
    if (next != null) {
      // From now on, not from the lease's end: that may be long past after an outage.
      events.add(claimed(lead, leadId, next.claimant(), next.leaseSeconds(), true, context));
    }
    return events;
  }

  private static LeadClaimed claimed(
      LeadState lead,
      String leadId,
      String claimant,
      int seconds,
      boolean fromWaitlist,
      DecisionContext context) {
    return new LeadClaimed(
        leadId,
        claimant,
        Math.addExact(lead.lastToken(), 1),
        seconds,
        context.acceptedAt(),
        end(context.acceptedAt(), seconds),
        fromWaitlist,
        context.commandId());
  }

  private static LeadWaitlisted waitlisted(
      LeadState lead, ClaimLead command, DecisionContext context) {
    return new LeadWaitlisted(
        command.leadId(),
        command.claimant(),
        lead.waiting() + 1,
        command.leaseSeconds(),
        context.acceptedAt(),
        context.commandId());
  }

  private static boolean holds(Lease lease, String claimant, long token) {
    return lease.token() == token && lease.claimant().equals(claimant);
  }

  private static Instant end(Instant from, int seconds) {
    return from.plusSeconds(seconds);
  }

  /** A renewal shortens nothing, even if the clocks of two API instances differ. */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Decision notFound(String leadId) {
    return Decision.rejected(
        Rejection.of(LeadRejection.LEAD_NOT_FOUND, "there is no lead " + leadId));
  }

  private static Decision alreadyClaimed(String leadId, Lease lease) {
    return Decision.rejected(
        Rejection.of(
            LeadRejection.LEAD_ALREADY_CLAIMED,
            "%s has lead %s until %s".formatted(lease.claimant(), leadId, lease.expiresAt()),
            members(lease)));
  }

  private static Decision alreadyWaiting(ClaimLead command) {
    return Decision.rejected(
        Rejection.of(
            LeadRejection.ALREADY_WAITING,
            "%s waits for lead %s already".formatted(command.claimant(), command.leadId())));
  }

  private static Decision waitlistFull(String leadId) {
    return Decision.rejected(
        Rejection.of(
            LeadRejection.WAITLIST_FULL,
            "%d wait for lead %s, which is the bound".formatted(MAX_WAITING, leadId)));
  }

  private static Decision stale(String leadId, long token, @Nullable Lease lease) {
    return Decision.rejected(
        Rejection.of(
            LeadRejection.STALE_FENCING_TOKEN,
            "token %d is not this claimant's lease on lead %s".formatted(token, leadId),
            lease == null ? Map.of() : members(lease)));
  }

  private static Map<String, String> members(Lease lease) {
    return Map.of(
        "claimedBy",
        lease.claimant(),
        "claimedAt",
        lease.claimedAt().toString(),
        "leaseExpiresAt",
        lease.expiresAt().toString());
  }
}
