package dev.ordinal.projections.commands;

import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.DeadLetter.Parked;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Keeps the table {@code parked_commands} from the headers of the dead letters. Their content,
 * which may be personal, stays where it is. A command that is parked again is there once, as of
 * last time.
 */
public final class ParkedCommandsProjection implements Projection {

  private static final String PARKED =
      "INSERT INTO parked_commands (command_id, owner, actor, accepted_at, parked_at, code, reason,"
          + " exception, place, dead_letter, is_whole)"
          + " VALUES (:commandId, :owner, :actor, :acceptedAt, :parkedAt, :code, :reason,"
          + " :exception, :place, :deadLetter, :isWhole)"
          + " ON CONFLICT (command_id) DO UPDATE SET parked_at = excluded.parked_at,"
          + " code = excluded.code, reason = excluded.reason, exception = excluded.exception,"
          + " place = excluded.place, dead_letter = excluded.dead_letter,"
          + " is_whole = excluded.is_whole";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(new Feed<>(Topics.DEAD_LETTER_HEADERS, ParkedCommandsProjection::fold));
  }

  private static void fold(Handle tx, List<LogEntry<DeadLetter>> entries) {
    // One statement may touch a row only once, so of two records with one id the last counts.
    Map<UUID, LogEntry<DeadLetter>> last = new LinkedHashMap<>();
    for (LogEntry<DeadLetter> entry : entries) {
      Parked parked = entry.value().parked();
      if (parked != null) {
        last.put(parked.commandId(), entry);
      }
    }
    if (last.isEmpty()) {
      return;
    }
    PreparedBatch batch = tx.prepareBatch(PARKED);
    for (LogEntry<DeadLetter> entry : last.values()) {
      DeadLetter letter = entry.value();
      Parked parked = Objects.requireNonNull(letter.parked());
      Instant at = letter.at();
      batch
          .bind("commandId", parked.commandId())
          .bind("owner", parked.owner())
          .bind("actor", parked.actor())
          .bind("acceptedAt", parked.acceptedAt())
          .bind("parkedAt", at == null ? entry.timestamp() : at)
          .bind("code", parked.code())
          .bind("reason", letter.reason())
          .bind("exception", parked.exception())
          .bind("place", parked.place())
          .bind("deadLetter", entry.offset())
          .bind("isWhole", letter.isWhole())
          .add();
    }
    batch.execute();
  }
}
