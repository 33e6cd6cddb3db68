package dev.ordinal.projections.commands;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Outcome;
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
 * Keeps the table {@code commands}: which there are, what became of them, and where they and their
 * results lie in the log, which says the rest. Both come on topics of their own, in either order,
 * and lie in the same partition. The outcome stands; only that of a parked command is replaced by
 * the one of a later try.
 *
 * <p>The log keeps commands for a week and results for a month; the table keeps both. A rebuild
 * therefore takes over what only the old table knows.
 */
public final class CommandsProjection implements Projection {

  private static final String ACCEPTED =
      "INSERT INTO commands (command_id, owner, status, accepted_at, actor, log_partition,"
          + " command_offset)"
          + " VALUES (:commandId, :owner, 'pending', :acceptedAt, :actor, :partition, :offset)"
          + " ON CONFLICT (command_id) DO UPDATE"
          + " SET owner = excluded.owner, accepted_at = excluded.accepted_at,"
          + " actor = excluded.actor, log_partition = excluded.log_partition,"
          + " command_offset = excluded.command_offset";

  private static final String DECIDED =
      "INSERT INTO commands (command_id, status, log_partition, result_offset)"
          + " VALUES (:commandId, :status, :partition, :offset)"
          + " ON CONFLICT (command_id) DO UPDATE"
          + " SET status = excluded.status, log_partition = excluded.log_partition,"
          + " result_offset = excluded.result_offset";

  private static final String COLUMNS =
      "command_id, owner, status, accepted_at, actor, reply, log_partition, command_offset,"
          + " result_offset";

  private static final String CARRY_OVER =
      "INSERT INTO commands AS fresh ("
          + COLUMNS
          + ") SELECT "
          + COLUMNS
          + " FROM %s.commands"
          + " ON CONFLICT (command_id) DO UPDATE"
          + " SET owner = excluded.owner, accepted_at = excluded.accepted_at,"
          + " actor = excluded.actor, command_offset = excluded.command_offset"
          + " WHERE fresh.accepted_at IS NULL";

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
    Map<UUID, LogEntry<CommandEnvelope>> commands = new LinkedHashMap<>();
    entries.forEach(entry -> commands.put(entry.value().commandId(), entry));
    PreparedBatch batch = tx.prepareBatch(ACCEPTED);
    commands.forEach(
        (commandId, entry) ->
            batch
                .bind("commandId", commandId)
                .bind("owner", entry.value().command().owner())
                .bind("acceptedAt", entry.value().acceptedAt())
                .bind("actor", entry.value().actor())
                .bind("partition", entry.partition())
                .bind("offset", entry.offset())
                .add());
    batch.execute();
  }

  private static void foldResults(Handle tx, List<LogEntry<Outcome>> entries) {
    Map<UUID, LogEntry<Outcome>> results = new LinkedHashMap<>();
    entries.forEach(entry -> results.put(entry.value().commandId(), entry));
    PreparedBatch batch = tx.prepareBatch(DECIDED);
    results.forEach(
        (commandId, entry) ->
            batch
                .bind("commandId", commandId)
                .bind("status", entry.value().status())
                .bind("partition", entry.partition())
                .bind("offset", entry.offset())
                .add());
    batch.execute();
  }
}
