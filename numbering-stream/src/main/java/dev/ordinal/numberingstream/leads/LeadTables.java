package dev.ordinal.numberingstream.leads;

import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.Deadlines;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.leads.LeadState.Lease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The leads, their lines and the ends of their leases. For one thread. */
final class LeadTables {

  /** The end of a lease; its subject is the lead's id. */
  static final String LEASE_END = "leads.lease-end";

  private static final Table.Spec<LeadState> LEADS = new Table.Spec<>("leads", LeadState.class);
  private static final Table.Spec<Waiter> WAITERS = new Table.Spec<>("lead-waiters", Waiter.class);
  private static final Table.Spec<Ticket> TICKETS = new Table.Spec<>("lead-tickets", Ticket.class);

  /** The ticket of somebody who waits. */
  record Ticket(long ticket) {}

  private final Table<LeadState> leads;
  private final Table<Waiter> waiters;
  private final Table<Ticket> tickets;
  private final Deadlines deadlines;

  LeadTables(Table.Source tables) {
    this.leads = tables.open(LEADS);
    this.waiters = tables.open(WAITERS);
    this.tickets = tables.open(TICKETS);
    this.deadlines = Deadlines.open(tables);
  }

  @Nullable LeadState find(String leadId) {
    return leads.get(leadId);
  }

  LeadState existing(String leadId) {
    LeadState lead = leads.get(leadId);
    if (lead == null) {
      throw new IllegalStateException("lead " + leadId + " was never created");
    }
    return lead;
  }

  boolean waits(String leadId, String claimant) {
    return tickets.get(Table.key(leadId, claimant)) != null;
  }

  @Nullable Waiter firstInLine(String leadId, @Nullable LeadState lead) {
    return lead == null || lead.waiting() == 0
        ? null
        : waiters.get(ticketKey(leadId, lead.lastServed() + 1));
  }

  /** When the lease ends; null if nobody has the lead. */
  @Nullable Deadline leaseEnd(String leadId) {
    LeadState lead = leads.get(leadId);
    return lead == null || lead.lease() == null ? null : deadline(leadId, lead.lease().expiresAt());
  }

  void create(String leadId) {
    if (leads.get(leadId) != null) {
      throw new IllegalStateException("lead " + leadId + " is created twice");
    }
    leads.put(leadId, LeadState.OPEN);
  }

  void claim(LeadClaimed event) {
    LeadState lead = existing(event.leadId());
    if (lead.lease() != null || event.fencingToken() != lead.lastToken() + 1) {
      throw new IllegalStateException(event + " while the lead is " + lead);
    }
    long served = event.fromWaitlist() ? serve(event, lead) : lead.lastServed();
    Lease lease =
        new Lease(
            event.claimant(),
            event.fencingToken(),
            event.leaseSeconds(),
            event.claimedAt(),
            event.leaseExpiresAt());
    leads.put(event.leadId(), new LeadState(lease, lease.token(), served, lead.lastTicket()));
    deadlines.set(deadline(event.leadId(), lease.expiresAt()));
  }

  private long serve(LeadClaimed event, LeadState lead) {
    Waiter first = firstInLine(event.leadId(), lead);
    if (first == null || !first.claimant().equals(event.claimant())) {
      throw new IllegalStateException(event + " jumps the line");
    }
    long served = lead.lastServed() + 1;
    waiters.remove(ticketKey(event.leadId(), served));
    tickets.remove(Table.key(event.leadId(), event.claimant()));
    return served;
  }

  void wait(LeadWaitlisted event) {
    LeadState lead = existing(event.leadId());
    if (lead.lease() == null || event.position() != lead.waiting() + 1) {
      throw new IllegalStateException(event + " while the lead is " + lead);
    }
    long ticket = lead.lastTicket() + 1;
    waiters.put(
        ticketKey(event.leadId(), ticket), new Waiter(event.claimant(), event.leaseSeconds()));
    tickets.put(Table.key(event.leadId(), event.claimant()), new Ticket(ticket));
    leads.put(
        event.leadId(), new LeadState(lead.lease(), lead.lastToken(), lead.lastServed(), ticket));
  }

  void renew(String leadId, long token, Instant expiresAt) {
    LeadState lead = existing(leadId);
    Lease lease = inForce(leadId, lead, token);
    deadlines.clear(deadline(leadId, lease.expiresAt()));
    deadlines.set(deadline(leadId, expiresAt));
    leads.put(
        leadId,
        lead.with(
            new Lease(
                lease.claimant(), lease.token(), lease.seconds(), lease.claimedAt(), expiresAt)));
  }

  void end(String leadId, long token) {
    LeadState lead = existing(leadId);
    deadlines.clear(deadline(leadId, inForce(leadId, lead, token).expiresAt()));
    leads.put(leadId, lead.with(null));
  }

  private static Lease inForce(String leadId, LeadState lead, long token) {
    Lease lease = lead.lease();
    if (lease == null || lease.token() != token) {
      throw new IllegalStateException(
          "token %d of lead %s is not in force: %s".formatted(token, leadId, lease));
    }
    return lease;
  }

  private static Deadline deadline(String leadId, Instant at) {
    return new Deadline(LEASE_END, LeadCommand.ownerOf(leadId), leadId, at);
  }

  private static String ticketKey(String leadId, long ticket) {
    return Table.key(leadId, Long.toString(ticket));
  }
}
