package dev.ordinal.projections.teams;

import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.Feed.Poison;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.Jsonb;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the table {@code teams}. */
public final class TeamsProjection implements Projection {

  private static final String REGISTER =
      "INSERT INTO teams (number, series, period, sequence, name, captain, players, uploads,"
          + " registered_at, command_id)"
          + " VALUES (:number, :series, :period, :sequence, :name, CAST(:captain AS jsonb),"
          + " CAST(:players AS jsonb), CAST(:uploads AS jsonb), :registeredAt, :commandId)";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(new Feed<>(Topics.TEAM_EVENTS, Poison.STOP, TeamsProjection::fold));
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
    if (registering.size() > 0) {
      registering.execute();
    }
  }

  private static void register(PreparedBatch batch, TeamRegistered registered) {
    batch
        .bind("number", registered.number())
        .bind("series", registered.series())
        .bind("period", registered.period())
        .bind("sequence", registered.sequence())
        .bind("name", registered.name())
        .bind("captain", Jsonb.of(registered.captain()))
        .bind("players", Jsonb.of(registered.players()))
        .bind("uploads", Jsonb.of(registered.uploads()))
        .bind("registeredAt", registered.registeredAt())
        .bind("commandId", registered.commandId())
        .add();
  }
}
