package dev.ordinal.projections.numbers;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.projections.projector.LogEntry;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code skips}.
 *
 * @param first the first sequence that was jumped
 * @param last the last one, at least {@code first}
 */
record Skip(
    String period, long first, long last, String how, String reason, @Nullable String actor) {

  static final String SQL =
      "INSERT INTO skips (series, period, first, last, how, reason, actor, at, type, topic,"
          + " partition, log_offset, command_id)"
          + " VALUES (:series, :period, :first, :last, :how, :reason, :actor, :at, :type, :topic,"
          + " :partition, :offset, :commandId)";

  /** The stretches that {@code event} jumps; none for most events. */
  static Stream<Skip> of(SeriesEvent event) {
    Stream<Skip> skips = Stream.empty();
    if (event instanceof SequenceReset e) {
      skips =
          Stream.of(
              new Skip(e.period(), e.before() + 1, e.after(), "reset", e.reason(), e.actor()));
    } else if (event instanceof SequenceAdvanced e) {
      skips =
          Stream.of(new Skip(e.period(), e.before() + 1, e.after(), "sync", e.reason(), e.actor()));
    } else if (event instanceof NumbersImported e) {
      skips =
          e.report().scopes().stream()
              .map(
                  scope ->
                      new Skip(
                          scope.period(),
                          scope.before() + 1,
                          scope.after(),
                          "import",
                          e.reason(),
                          e.actor()));
    }
    return skips.filter(skip -> skip.first() <= skip.last());
  }

  void add(PreparedBatch batch, LogEntry<SeriesEvent> entry) {
    SeriesEvent event = entry.value();
    batch
        .bind("series", event.series())
        .bind("period", period)
        .bind("first", first)
        .bind("last", last)
        .bind("how", how)
        .bind("reason", reason)
        .bind("actor", actor)
        .bind("at", event.time())
        .bind("type", Families.wireName(event.getClass()))
        .bind("topic", entry.topic())
        .bind("partition", entry.partition())
        .bind("offset", entry.offset())
        .bind("commandId", event.commandId())
        .add();
  }
}
