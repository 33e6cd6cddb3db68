package dev.ordinal.orderapi.leads;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.orderapi.commands.EventRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their lead. The end of a lease answers nobody. */
public final class LeadRenderer implements EventRenderer {

  @Override
  public Class<? extends Event> family() {
    return LeadEvent.class;
  }

  @Override
  public Rendered render(Event event) {
    if (event instanceof LeadCreated created) {
      return new Rendered(201, "/leads/" + created.leadId(), view(created));
    }
    if (event instanceof LeadClaimed claimed) {
      return new Rendered(200, null, view(claimed));
    }
    if (event instanceof LeaseRenewed renewed) {
      return new Rendered(200, null, view(renewed));
    }
    if (event instanceof LeadReleased released) {
      return new Rendered(200, null, view(released));
    }
    if (event instanceof LeadWaitlisted waitlisted) {
      return new Rendered(200, null, view(waitlisted));
    }
    throw new IllegalArgumentException("answers no command: " + event.getClass());
  }

  private static LeadView view(LeadCreated event) {
    return new LeadView(
        event.leadId(),
        "open",
        event.name(),
        event.origin(),
        event.contact(),
        null,
        null,
        null,
        null,
        0,
        event.createdAt(),
        event.commandId());
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
