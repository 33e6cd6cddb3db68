package dev.ordinal.projections.series;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Keeps the tables {@code series} and {@code sequences}. Numbers of every kind move a sequence, so
 * all event topics are read; they come in any order, and a sequence only grows.
 */
public final class SeriesProjection implements Projection {

  private static final String DEFINE =
      "INSERT INTO series (code, kind, definition, defined_at)"
          + " VALUES (:code, :kind, CAST(:definition AS jsonb), :definedAt)"
          + " ON CONFLICT (code) DO UPDATE SET kind = excluded.kind,"
          + " definition = excluded.definition, defined_at = excluded.defined_at";

  private static final String ADVANCE =
      "INSERT INTO sequences AS known (series, period, current, updated_at)"
          + " VALUES (:series, :period, :current, :updatedAt)"
          + " ON CONFLICT (series, period) DO UPDATE"
          + " SET current = excluded.current, updated_at = excluded.updated_at"
          + " WHERE known.current < excluded.current";

  private record Scope(String series, String period) {}

  private record Last(long sequence, Instant at) {}

  @Override
  public List<Feed<?>> feeds() {
    return Stream.concat(
            Stream.<Feed<?>>of(new Feed<>(Topics.NUMBERING_EVENTS, SeriesProjection::foldSeries)),
            Topics.EVENTS.values().stream()
                .filter(topic -> !topic.equals(Topics.NUMBERING_EVENTS))
                .map(SeriesProjection::numbers))
        .toList();
  }

  private static <E extends Event> Feed<E> numbers(TypedTopic<String, E> topic) {
    return new Feed<>(topic, SeriesProjection::foldNumbers);
  }

  private static void foldSeries(Handle tx, List<LogEntry<SeriesEvent>> entries) {
    Map<Scope, Last> moved = new HashMap<>();
    for (LogEntry<SeriesEvent> entry : entries) {
      SeriesEvent event = entry.value();
      if (event instanceof SeriesDefined defined) {
        define(tx, defined);
      } else if (event instanceof SequenceReset reset) {
        move(moved, reset.series(), reset.period(), new Last(reset.after(), entry.timestamp()));
      } else if (event instanceof SequenceAdvanced raised) {
        move(moved, raised.series(), raised.period(), new Last(raised.after(), entry.timestamp()));
      } else if (event instanceof NumbersImported imported) {
        for (ImportReport.Scope scope : imported.report().scopes()) {
          Last last = new Last(scope.after(), entry.timestamp());
          move(moved, imported.series(), scope.period(), last);
        }
      } else if (!(event instanceof NumberImported || event instanceof ImportChecked)) {
        // What one import brings moves a sequence at once, and what it would bring moves none.
        throw new ImpossibleRecordException(entry, "no fold for " + event.getClass());
      }
    }
    advance(tx, moved);
  }

  private static <E extends Event> void foldNumbers(Handle tx, List<LogEntry<E>> entries) {
    Map<Scope, Last> moved = new HashMap<>();
    for (LogEntry<E> entry : entries) {
      if (entry.value() instanceof NumberIssued issued) {
        Last last = new Last(issued.sequence(), entry.timestamp());
        move(moved, issued.series(), issued.period(), last);
      }
    }
    advance(tx, moved);
  }

  private static void define(Handle tx, SeriesDefined defined) {
    SeriesDefinition definition = defined.definition();
    tx.createUpdate(DEFINE)
        .bind("code", defined.series())
        .bind("kind", definition.kind().name())
        .bind("definition", json(definition))
        .bind("definedAt", defined.definedAt())
        .execute();
  }

  private static void move(Map<Scope, Last> moved, String series, String period, Last last) {
    moved.merge(new Scope(series, period), last, (a, b) -> a.sequence() < b.sequence() ? b : a);
  }

  private static void advance(Handle tx, Map<Scope, Last> moved) {
    if (moved.isEmpty()) {
      return;
    }
    PreparedBatch batch = tx.prepareBatch(ADVANCE);
    moved.forEach(
        (scope, last) ->
            batch
                .bind("series", scope.series())
                .bind("period", scope.period())
                .bind("current", last.sequence())
                .bind("updatedAt", last.at())
                .add());
    batch.execute();
  }

  private static String json(SeriesDefinition definition) {
    try {
      return Json.MAPPER.writeValueAsString(definition);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON cannot be written as JSON", e);
    }
  }
}
