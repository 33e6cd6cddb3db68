package dev.ordinal.projections.partners;

import dev.ordinal.contracts.Numbered;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the table {@code partners}: those registered here, and the imported ones with a name. */
public final class PartnersProjection implements Projection {

  private static final String REGISTER =
      "INSERT INTO partners (number, series, period, sequence, name, email, phone, company,"
          + " registered_at, command_id)"
          + " VALUES (:number, :series, :period, :sequence, :name, :email, :phone, :company,"
          + " :registeredAt, :commandId)";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.PARTNER_EVENTS, PartnersProjection::fold),
        new Feed<>(Topics.NUMBERING_EVENTS, PartnersProjection::foldImported));
  }

  private static void fold(Handle tx, List<LogEntry<PartnerEvent>> entries) {
    PreparedBatch registering = tx.prepareBatch(REGISTER);
    for (LogEntry<PartnerEvent> entry : entries) {
      if (!(entry.value() instanceof PartnerRegistered registered)) {
        throw new ImpossibleRecordException(entry, "no fold for " + entry.value().getClass());
      }
      bindNumber(registering, registered);
      registering
          .bind("name", registered.name())
          .bind("email", registered.email())
          .bind("phone", registered.phone())
          .bind("company", registered.company())
          .bind("registeredAt", registered.registeredAt())
          .add();
    }
    registering.execute();
  }

  private static void foldImported(Handle tx, List<LogEntry<SeriesEvent>> entries) {
    PreparedBatch registering = tx.prepareBatch(REGISTER);
    for (LogEntry<SeriesEvent> entry : entries) {
      if (entry.value() instanceof NumberImported imported
          && imported.kind() == SeriesKind.PARTNER
          && imported.name() != null) {
        bindNumber(registering, imported);
        registering
            .bind("name", imported.name())
            .bind("email", imported.email())
            .bind("phone", imported.phone())
            .bind("company", imported.company())
            .bind("registeredAt", imported.importedAt())
            .add();
      }
    }
    if (registering.size() > 0) {
      registering.execute();
    }
  }

  private static void bindNumber(PreparedBatch batch, Numbered event) {
    batch
        .bind("number", event.number())
        .bind("series", event.series())
        .bind("period", event.period())
        .bind("sequence", event.sequence())
        .bind("commandId", event.commandId());
  }
}
