package dev.ordinal.projections.leads;

import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Keeps the table {@code leads}. */
public final class LeadsProjection implements Projection {

  private static final String CREATE =
      "INSERT INTO leads (lead_id, name, source, contact, status, fencing_token, waiting,"
          + " created_at, command_id) VALUES (:leadId, :name, :source, :contact, 'open', 0, 0,"
          + " :createdAt, :commandId)";

  private static final String CLAIM =
      "UPDATE leads SET status = 'claimed', claimant = :claimant, fencing_token = :token,"
          + " claimed_at = :claimedAt, lease_expires_at = :leaseExpiresAt,"
          + " waiting = waiting - :served"
          + " WHERE lead_id = :leadId AND status = 'open' AND fencing_token = :token - 1";

  private static final String RENEW =
      "UPDATE leads SET lease_expires_at = :leaseExpiresAt"
          + " WHERE lead_id = :leadId AND status = 'claimed' AND fencing_token = :token";

  private static final String END =
      "UPDATE leads SET status = 'open', claimant = NULL, claimed_at = NULL,"
          + " lease_expires_at = NULL"
          + " WHERE lead_id = :leadId AND status = 'claimed' AND fencing_token = :token";

  private static final String WAIT =
      "UPDATE leads SET waiting = waiting + 1"
          + " WHERE lead_id = :leadId AND status = 'claimed' AND waiting = :position - 1";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(new Feed<>(Topics.LEAD_EVENTS, LeadsProjection::fold));
  }

  private static void fold(Handle tx, List<LogEntry<LeadEvent>> entries) {
    for (LogEntry<LeadEvent> entry : entries) {
      try (Update update = update(tx, entry)) {
        if (update.bind("leadId", entry.value().leadId()).execute() != 1) {
          throw new ImpossibleRecordException(
              entry, "lead " + entry.value().leadId() + " is not where this can happen");
        }
      }
    }
  }

  private static Update update(Handle tx, LogEntry<LeadEvent> entry) {
    LeadEvent event = entry.value();
    if (event instanceof LeadCreated created) {
      return tx.createUpdate(CREATE)
          .bind("name", created.name())
          .bind("source", created.origin())
          .bind("contact", created.contact())
          .bind("createdAt", created.createdAt())
          .bind("commandId", created.commandId());
    }
    if (event instanceof LeadClaimed claimed) {
      return tx.createUpdate(CLAIM)
          .bind("claimant", claimed.claimant())
          .bind("token", claimed.fencingToken())
          .bind("claimedAt", claimed.claimedAt())
          .bind("leaseExpiresAt", claimed.leaseExpiresAt())
          .bind("served", claimed.fromWaitlist() ? 1 : 0);
    }
    if (event instanceof LeaseRenewed renewed) {
      return tx.createUpdate(RENEW)
          .bind("token", renewed.fencingToken())
          .bind("leaseExpiresAt", renewed.leaseExpiresAt());
    }
    if (event instanceof LeadReleased released) {
      return tx.createUpdate(END).bind("token", released.fencingToken());
    }
    if (event instanceof LeaseExpired expired) {
      return tx.createUpdate(END).bind("token", expired.fencingToken());
    }
    if (event instanceof LeadWaitlisted waitlisted) {
      return tx.createUpdate(WAIT).bind("position", waitlisted.position());
    }
    throw new ImpossibleRecordException(entry, "no fold for " + event.getClass());
  }
}
