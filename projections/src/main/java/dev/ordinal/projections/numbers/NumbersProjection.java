package dev.ordinal.projections.numbers;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Numbered;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tables {@code numbers} and {@code skips}. A row comes from one event alone, so it does
 * not matter in which order the topics are folded.
 */
public final class NumbersProjection implements Projection {

  /** A plain INSERT: the driver writes many of them as one statement. */
  private static final String GIVE =
      "INSERT INTO numbers (number, series, period, sequence, kind, how, name, type, topic,"
          + " partition, log_offset, command_id, occurred_at)"
          + " VALUES (:number, :series, :period, :sequence, :kind, :how, :name, :type, :topic,"
          + " :partition, :offset, :commandId, :occurredAt)";

  /** A kind of thing that has numbers adds a line. */
  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.NUMBERING_EVENTS, NumbersProjection::foldSeries),
        numbers(Topics.ORDER_EVENTS, SeriesKind.ORDER),
        numbers(Topics.TEAM_EVENTS, SeriesKind.TEAM),
        numbers(Topics.PARTNER_EVENTS, SeriesKind.PARTNER),
        numbers(Topics.DOCUMENT_EVENTS, SeriesKind.DOCUMENT));
  }

  private static <E extends Event> Feed<E> numbers(TypedTopic<String, E> topic, SeriesKind kind) {
    return new Feed<>(topic, (tx, entries) -> foldIssued(tx, entries, kind));
  }

  private static <E extends Event> void foldIssued(
      Handle tx, List<LogEntry<E>> entries, SeriesKind kind) {
    PreparedBatch giving = tx.prepareBatch(GIVE);
    for (LogEntry<E> entry : entries) {
      if (entry.value() instanceof NumberIssued issued) {
        give(giving, entry, issued, kind, "issued", null);
      }
    }
    execute(giving);
  }

  private static void foldSeries(Handle tx, List<LogEntry<SeriesEvent>> entries) {
    PreparedBatch giving = tx.prepareBatch(GIVE);
    PreparedBatch skipping = tx.prepareBatch(Skip.SQL);
    for (LogEntry<SeriesEvent> entry : entries) {
      if (entry.value() instanceof NumberImported imported) {
        give(giving, entry, imported, imported.kind(), "imported", imported.name());
      } else {
        Skip.of(entry.value()).forEach(skip -> skip.add(skipping, entry));
      }
    }
    execute(giving);
    execute(skipping);
  }

  private static void give(
      PreparedBatch batch,
      LogEntry<?> entry,
      Numbered event,
      SeriesKind kind,
      String how,
      @Nullable String name) {
    batch
        .bind("number", event.number())
        .bind("series", event.series())
        .bind("period", event.period())
        .bind("sequence", event.sequence())
        .bind("kind", kind.name().toLowerCase(Locale.ROOT))
        .bind("how", how)
        .bind("name", name)
        .bind("type", Families.wireName(event.getClass()))
        .bind("topic", entry.topic())
        .bind("partition", entry.partition())
        .bind("offset", entry.offset())
        .bind("commandId", event.commandId())
        .bind("occurredAt", event.time())
        .add();
  }

  private static void execute(PreparedBatch batch) {
    if (batch.size() > 0) {
      batch.execute();
    }
  }
}
