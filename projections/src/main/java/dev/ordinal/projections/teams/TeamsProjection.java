package dev.ordinal.projections.teams;

import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import dev.ordinal.projections.projector.RowCopy;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps the table {@code teams}: those registered here, and the imported ones with a name. */
public final class TeamsProjection implements Projection {

  private static final RowCopy<TeamRegistered> REGISTERED =
      RowCopy.<TeamRegistered>ofNumbered("teams")
          .text("name", TeamRegistered::name)
          .jsonb("captain", TeamRegistered::captain)
          .jsonb("players", TeamRegistered::players)
          .jsonb("uploads", TeamRegistered::uploads)
          .time("registered_at", TeamRegistered::registeredAt);

  /** An import says of a team what it says of any number: nothing of captain and players. */
  private static final RowCopy<NumberImported> IMPORTED =
      RowCopy.<NumberImported>ofNumbered("teams")
          .text("name", NumberImported::name)
          .jsonb("players", imported -> List.of())
          .jsonb("uploads", imported -> List.of())
          .time("registered_at", NumberImported::importedAt);

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.TEAM_EVENTS, TeamsProjection::fold),
        new Feed<>(Topics.NUMBERING_EVENTS, TeamsProjection::foldImported));
  }

  private static void fold(Handle tx, List<LogEntry<TeamEvent>> entries) {
    List<TeamRegistered> registered = new ArrayList<>();
    for (LogEntry<TeamEvent> entry : entries) {
      if (entry.value() instanceof TeamRegistered team) {
        registered.add(team);
      } else if (!(entry.value() instanceof UploadsOrphaned)) {
        // Orphaned uploads are for whoever deletes them: they belong to no team that is shown.
        throw new ImpossibleRecordException(entry, "no fold for " + entry.value().getClass());
      }
    }
    REGISTERED.insert(tx, registered);
  }

  private static void foldImported(Handle tx, List<LogEntry<SeriesEvent>> entries) {
    List<NumberImported> named = new ArrayList<>();
    for (LogEntry<SeriesEvent> entry : entries) {
      if (entry.value() instanceof NumberImported imported
          && imported.kind() == SeriesKind.TEAM
          && imported.name() != null) {
        named.add(imported);
      }
    }
    IMPORTED.insert(tx, named);
  }
}
