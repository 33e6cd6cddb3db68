package dev.ordinal.projections.teams;

import dev.ordinal.contracts.Numbered;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.Jsonb;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the table {@code teams}: those registered here, and the imported ones with a name. */
public final class TeamsProjection implements Projection {

  private static final String REGISTER =
      "INSERT INTO teams (number, series, period, sequence, name, captain, players, uploads,"
          + " registered_at, command_id)"
          + " VALUES (:number, :series, :period, :sequence, :name, CAST(:captain AS jsonb),"
          + " CAST(:players AS jsonb), CAST(:uploads AS jsonb), :registeredAt, :commandId)";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.TEAM_EVENTS, TeamsProjection::fold),
        new Feed<>(Topics.NUMBERING_EVENTS, TeamsProjection::foldImported));
  }

  private static void fold(Handle tx, List<LogEntry<TeamEvent>> entries) {
    PreparedBatch registering = tx.prepareBatch(REGISTER);
    for (LogEntry<TeamEvent> entry : entries) {
      if (entry.value() instanceof TeamRegistered registered) {
        register(registering, registered);
      } else if (!(entry.value() instanceof UploadsOrphaned)) {
        // Orphaned uploads are for whoever deletes them: they belong to no team that is shown.
        throw new ImpossibleRecordException(entry, "no fold for " + entry.value().getClass());
      }
    }
    execute(registering);
  }

  private static void foldImported(Handle tx, List<LogEntry<SeriesEvent>> entries) {
    PreparedBatch registering = tx.prepareBatch(REGISTER);
    for (LogEntry<SeriesEvent> entry : entries) {
      if (entry.value() instanceof NumberImported imported
          && imported.kind() == SeriesKind.TEAM
          && imported.name() != null) {
        // An import says of a team what it says of any number: nothing of captain and players.
        bindNumber(registering, imported);
        registering
            .bind("name", imported.name())
            .bind("captain", (String) null)
            .bind("players", Jsonb.of(List.of()))
            .bind("uploads", Jsonb.of(List.of()))
            .bind("registeredAt", imported.importedAt())
            .add();
      }
    }
    execute(registering);
  }

  private static void register(PreparedBatch batch, TeamRegistered registered) {
    bindNumber(batch, registered);
    batch
        .bind("name", registered.name())
        .bind("captain", Jsonb.of(registered.captain()))
        .bind("players", Jsonb.of(registered.players()))
        .bind("uploads", Jsonb.of(registered.uploads()))
        .bind("registeredAt", registered.registeredAt())
        .add();
  }

  private static void bindNumber(PreparedBatch batch, Numbered event) {
    batch
        .bind("number", event.number())
        .bind("series", event.series())
        .bind("period", event.period())
        .bind("sequence", event.sequence())
        .bind("commandId", event.commandId());
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }
}
