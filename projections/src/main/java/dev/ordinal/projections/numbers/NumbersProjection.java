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
import dev.ordinal.projections.projector.RowCopy;
import java.util.ArrayList;
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

  private static final RowCopy<Given> GIVEN =
      new RowCopy<Given>("numbers")
          .text("number", given -> given.event().number())
          .text("series", given -> given.event().series())
          .text("period", given -> given.event().period())
          .bigint("sequence", given -> given.event().sequence())
          .text("kind", given -> given.kind().name().toLowerCase(Locale.ROOT))
          .text("how", Given::how)
          .text("name", Given::name)
          .text("type", given -> Families.wireName(given.event().getClass()))
          .text("topic", given -> given.entry().topic())
          .integer("partition", given -> given.entry().partition())
          .bigint("log_offset", given -> given.entry().offset())
          .uuid("command_id", given -> given.event().commandId())
          .time("occurred_at", given -> given.event().time());

  /**
   * A number and the event that gave it.
   *
   * @param name of an imported one, if the import said so
   */
  private record Given(
      LogEntry<?> entry, Numbered event, SeriesKind kind, String how, @Nullable String name) {}

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
    List<Given> given = new ArrayList<>();
    for (LogEntry<E> entry : entries) {
      if (entry.value() instanceof NumberIssued issued) {
        given.add(new Given(entry, issued, kind, "issued", null));
      }
    }
    GIVEN.insert(tx, given);
  }

  private static void foldSeries(Handle tx, List<LogEntry<SeriesEvent>> entries) {
    List<Given> given = new ArrayList<>();
    PreparedBatch skipping = tx.prepareBatch(Skip.SQL);
    for (LogEntry<SeriesEvent> entry : entries) {
      if (entry.value() instanceof NumberImported imported) {
        given.add(new Given(entry, imported, imported.kind(), "imported", imported.name()));
      } else {
        Skip.of(entry.value()).forEach(skip -> skip.add(skipping, entry));
      }
    }
    GIVEN.insert(tx, given);
    if (skipping.size() > 0) {
      skipping.execute();
    }
  }
}
