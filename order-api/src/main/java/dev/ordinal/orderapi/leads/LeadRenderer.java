package dev.ordinal.orderapi.leads;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.leads.LeadMade;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their lead. The end of a lease answers nobody. */
public final class LeadRenderer implements AnswerRenderer<LeadCommand> {

  @Override
  public Class<LeadCommand> family() {
    return LeadCommand.class;
  }

  @Override
  public Rendered render(LeadCommand command, Fact fact) {
    if (command instanceof CreateLead create && fact instanceof LeadMade made) {
      return new Rendered(201, "/leads/" + create.leadId(), view(create, made));
    }
    if (fact instanceof LeadClaimed claimed) {
      return new Rendered(200, null, view(claimed));
    }
    if (fact instanceof LeaseRenewed renewed) {
      return new Rendered(200, null, view(renewed));
    }
    if (fact instanceof LeadReleased released) {
      return new Rendered(200, null, view(released));
    }
    if (fact instanceof LeadWaitlisted waitlisted) {
      return new Rendered(200, null, view(waitlisted));
    }
    throw new IllegalArgumentException("no answer of " + fact.getClass());
  }

  private static LeadView view(CreateLead command, LeadMade made) {
    return new LeadView(
        command.leadId(),
        "open",
        command.name(),
        command.source(),
        command.contact(),
        null,
        null,
        null,
        null,
        0,
        made.createdAt(),
        made.commandId());
  }

  private static LeaseView view(LeadClaimed event) {
    return new LeaseView(
        event.leadId(),
        "claimed",
        event.claimant(),
        event.fencingToken(),
        event.claimedAt(),
        event.leaseExpiresAt(),
        null,
        null,
        null,
        event.commandId());
  }

  private static LeaseView view(LeaseRenewed event) {
    return new LeaseView(
        event.leadId(),
        "claimed",
        event.claimant(),
        event.fencingToken(),
        event.claimedAt(),
        event.leaseExpiresAt(),
        null,
        null,
        null,
        event.commandId());
  }

  private static LeaseView view(LeadReleased event) {
    return new LeaseView(
        event.leadId(),
        "released",
        event.claimant(),
        event.fencingToken(),
        null,
        null,
        null,
        null,
        event.releasedAt(),
        event.commandId());
  }

  private static LeaseView view(LeadWaitlisted event) {
    return new LeaseView(
        event.leadId(),
        "waiting",
        event.claimant(),
        null,
        null,
        null,
        event.position(),
        event.waitingSince(),
        null,
        event.commandId());
  }
}
