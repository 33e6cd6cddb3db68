package dev.ordinal.projections.partners;

import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.Feed.Poison;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the table {@code partners}. */
public final class PartnersProjection implements Projection {

  private static final String REGISTER =
      "INSERT INTO partners (number, series, period, sequence, name, email, phone, company,"
          + " registered_at, command_id)"
          + " VALUES (:number, :series, :period, :sequence, :name, :email, :phone, :company,"
          + " :registeredAt, :commandId)";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(new Feed<>(Topics.PARTNER_EVENTS, Poison.STOP, PartnersProjection::fold));
  }

  private static void fold(Handle tx, List<LogEntry<PartnerEvent>> entries) {
    PreparedBatch registering = tx.prepareBatch(REGISTER);
    for (LogEntry<PartnerEvent> entry : entries) {
      if (!(entry.value() instanceof PartnerRegistered registered)) {
        throw new ImpossibleRecordException(entry, "no fold for " + entry.value().getClass());
      }
      registering
          .bind("number", registered.number())
          .bind("series", registered.series())
          .bind("period", registered.period())
          .bind("sequence", registered.sequence())
          .bind("name", registered.name())
          .bind("email", registered.email())
          .bind("phone", registered.phone())
          .bind("company", registered.company())
          .bind("registeredAt", registered.registeredAt())
          .bind("commandId", registered.commandId())
          .add();
    }
    registering.execute();
  }
}
