package dev.ordinal.numberingstream.leads;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.leads.LeadMade;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.StoredOutcome.Former;
import dev.ordinal.numberingstream.decider.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leads as a capability of the stream. They take no numbers. */
public final class Leads implements Capability<LeadCommand, LeadEvent> {

  @Override
  public Class<LeadCommand> commands() {
    return LeadCommand.class;
  }

  @Override
  public Class<LeadEvent> events() {
    return LeadEvent.class;
  }

  @Override
  public List<String> deadlines() {
    return List.of(LeadTables.LEASE_END);
  }

  @Override
  public Handler<LeadCommand, LeadEvent> open(Table.Source tables) {
    return new LeadHandler(new LeadTables(tables));
  }

  private record LeadHandler(LeadTables leads) implements Handler<LeadCommand, LeadEvent> {

    @Override
    public @Nullable Deadline deadlineOf(LeadCommand command) {
      return leads.leaseEnd(command.leadId());
    }

    @Override
    public Decision decide(LeadCommand command, DecisionContext context) {
      LeadState lead = leads.find(command.leadId());
      if (command instanceof CreateLead create) {
        return LeadDecider.create(lead, create, context);
      }
      if (command instanceof ClaimLead claim) {
        boolean waits = leads.waits(claim.leadId(), claim.claimant());
        return LeadDecider.claim(lead, waits, claim, context);
      }
      if (command instanceof RenewLease renew) {
        return LeadDecider.renew(lead, renew, context);
      }
      if (command instanceof ReleaseLead release) {
        return LeadDecider.release(
            lead, leads.firstInLine(release.leadId(), lead), release, context);
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public List<Event> onDeadline(Deadline deadline, DecisionContext context) {
      String leadId = deadline.subject();
      LeadState lead = leads.existing(leadId);
      if (lead.lease() == null) {
        throw new IllegalStateException(deadline + " but nobody has the lead");
      }
      return LeadDecider.expire(
          leadId, lead, lead.lease(), leads.firstInLine(leadId, lead), context);
    }

    @Override
    public Fact factOf(LeadCommand command, Former first) {
      return new LeadMade(first.acceptedAt(), first.commandId());
    }

    @Override
    public void evolve(LeadEvent event) {
      if (event instanceof LeadCreated) {
        leads.create(event.leadId());
      } else if (event instanceof LeadClaimed claimed) {
        leads.claim(claimed);
      } else if (event instanceof LeaseRenewed renewed) {
        leads.renew(event.leadId(), renewed.fencingToken(), renewed.leaseExpiresAt());
      } else if (event instanceof LeadReleased released) {
        leads.end(event.leadId(), released.fencingToken());
      } else if (event instanceof LeaseExpired expired) {
        leads.end(event.leadId(), expired.fencingToken());
      } else if (event instanceof LeadWaitlisted waitlisted) {
        leads.wait(waitlisted);
      } else {
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }
  }
}
