package dev.ordinal.projections.partners;

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
import dev.ordinal.projections.projector.RowCopy;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps the table {@code partners}: those registered here, and the imported ones with a name. */
public final class PartnersProjection implements Projection {

  private static final RowCopy<PartnerRegistered> REGISTERED =
      RowCopy.<PartnerRegistered>ofNumbered("partners")
          .text("name", PartnerRegistered::name)
          .text("email", PartnerRegistered::email)
          .text("phone", PartnerRegistered::phone)
          .text("company", PartnerRegistered::company)
          .time("registered_at", PartnerRegistered::registeredAt);

  private static final RowCopy<NumberImported> IMPORTED =
      RowCopy.<NumberImported>ofNumbered("partners")
          .text("name", NumberImported::name)
          .text("email", NumberImported::email)
          .text("phone", NumberImported::phone)
          .text("company", NumberImported::company)
          .time("registered_at", NumberImported::importedAt);

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.PARTNER_EVENTS, PartnersProjection::fold),
        new Feed<>(Topics.NUMBERING_EVENTS, PartnersProjection::foldImported));
  }

  private static void fold(Handle tx, List<LogEntry<PartnerEvent>> entries) {
    List<PartnerRegistered> registered = new ArrayList<>();
    for (LogEntry<PartnerEvent> entry : entries) {
      if (!(entry.value() instanceof PartnerRegistered partner)) {
        throw new ImpossibleRecordException(entry, "no fold for " + entry.value().getClass());
      }
      registered.add(partner);
    }
    REGISTERED.insert(tx, registered);
  }

  private static void foldImported(Handle tx, List<LogEntry<SeriesEvent>> entries) {
    List<NumberImported> named = new ArrayList<>();
    for (LogEntry<SeriesEvent> entry : entries) {
      if (entry.value() instanceof NumberImported imported
          && imported.kind() == SeriesKind.PARTNER
          && imported.name() != null) {
        named.add(imported);
      }
    }
    IMPORTED.insert(tx, named);
  }
}
