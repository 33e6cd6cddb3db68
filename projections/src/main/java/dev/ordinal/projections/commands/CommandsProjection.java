package dev.ordinal.projections.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Keeps the table {@code commands}. A command and its result come on two topics, in either order:
 * the command brings owner, acceptance time and actor, the result brings the outcome, which stands;
 * only that of a parked command is replaced by the one of a later try.
 *
 * <p>The log keeps commands for a week and results for a month; the table keeps both. A rebuild
 * therefore takes over what only the old table knows.
 */
public final class CommandsProjection implements Projection {

  private static final String ACCEPTED =
      "INSERT INTO commands (command_id, owner, status, accepted_at, actor)"
          + " VALUES (:commandId, :owner, 'pending', :acceptedAt, :actor)"
          + " ON CONFLICT (command_id) DO UPDATE"
          + " SET owner = excluded.owner, accepted_at = excluded.accepted_at,"
          + " actor = excluded.actor";

  private static final String DECIDED =
      "INSERT INTO commands (command_id, status, reply)"
          + " VALUES (:commandId, :status, CAST(:reply AS jsonb))"
          + " ON CONFLICT (command_id) DO UPDATE"
          + " SET status = excluded.status, reply = excluded.reply";

  private static final String CARRY_OVER =
      "INSERT INTO commands AS fresh (command_id, owner, status, accepted_at, actor, reply)"
          + " SELECT command_id, owner, status, accepted_at, actor, reply FROM %s.commands"
          + " ON CONFLICT (command_id) DO UPDATE"
          + " SET owner = excluded.owner, accepted_at = excluded.accepted_at,"
          + " actor = excluded.actor WHERE fresh.accepted_at IS NULL";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.COMMANDS, CommandsProjection::foldCommands),
        new Feed<>(Topics.RESULTS, CommandsProjection::foldResults));
  }

  @Override
  public void carryOver(Handle tx, String from) {
    tx.execute(CARRY_OVER.formatted(from));
  }

  private static void foldCommands(Handle tx, List<LogEntry<CommandEnvelope>> entries) {
    // One statement may touch a row only once, so of two records with one id the last counts.
    Map<UUID, CommandEnvelope> commands = new LinkedHashMap<>();
    entries.forEach(entry -> commands.put(entry.value().commandId(), entry.value()));
    PreparedBatch batch = tx.prepareBatch(ACCEPTED);
    commands.forEach(
        (commandId, envelope) ->
            batch
                .bind("commandId", commandId)
                .bind("owner", envelope.command().owner())
                .bind("acceptedAt", envelope.acceptedAt())
                .bind("actor", envelope.actor())
                .add());
    batch.execute();
  }

  private static void foldResults(Handle tx, List<LogEntry<Reply>> entries) {
    Map<UUID, Reply> results = new LinkedHashMap<>();
    entries.forEach(entry -> results.put(entry.value().commandId(), entry.value()));
    PreparedBatch batch = tx.prepareBatch(DECIDED);
    results.forEach(
        (commandId, reply) ->
            batch
                .bind("commandId", commandId)
                .bind("status", reply.status())
                .bind("reply", json(reply))
                .add());
    batch.execute();
  }

  private static String json(Reply reply) {
    try {
      return Json.MAPPER.writeValueAsString(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON cannot be written as JSON", e);
    }
  }
}
