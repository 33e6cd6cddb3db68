package dev.ordinal.orderapi.series;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.reads.ReadModel;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads series and their sequences from the views. Thread-safe. */
public final class SeriesReader {

  private final ReadModel readModel;
  private final Clock clock;

  SeriesReader(ReadModel readModel, Clock clock) {
    this.readModel = readModel;
    this.clock = clock;
  }

  /** All series by code. */
  CompletionStage<List<SeriesDefinition>> list() {
    return readModel.read(
        EndOffsets.partitions(Topics.NUMBERING_EVENTS),
        handle ->
            handle
                .createQuery("SELECT definition FROM api.series ORDER BY code")
                .map((row, context) -> definition(row.getString(1)))
                .list());
  }

  /** The series with this code. */
  CompletionStage<Optional<SeriesDefinition>> find(String code) {
    return readModel.read(eventsOf(code), handle -> find(handle, code));
  }

  /**
   * How far a sequence is; empty if there is no such series.
   *
   * <p>Fails with a {@link ProblemException} if the series has no such period.
   */
  CompletionStage<Optional<SequenceView>> sequence(String code, String period) {
    return readModel.read(
        eventsOf(code), handle -> find(handle, code).map(known -> sequence(handle, known, period)));
  }

  /**
   * How far the read model knows a sequence to be; empty if there is no such series.
   *
   * <p>Fails with a {@link ProblemException} if the series has no such period.
   *
   * @param period null for that of now
   */
  CompletionStage<Optional<SequenceView>> known(String code, @Nullable String period) {
    return readModel.read(
        eventsOf(code),
        handle ->
            find(handle, code)
                .map(
                    series ->
                        sequence(
                            handle,
                            series,
                            period == null
                                ? NumberPattern.of(series).period(clock.instant())
                                : period)));
  }

  private SequenceView sequence(Handle handle, SeriesDefinition definition, String period) {
    if (!NumberPattern.of(definition).isPeriod(period)) {
      throw ProblemException.invalid("period", "is no period of " + definition.code());
    }
    return handle
        .createQuery(
            "SELECT current, updated_at FROM api.sequences"
                + " WHERE series = :series AND period = :period")
        .bind("series", definition.code())
        .bind("period", period)
        .map(
            (row, context) ->
                SequenceView.of(
                    definition,
                    period,
                    row.getLong(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    clock.instant()))
        .findOne()
        .orElseGet(() -> SequenceView.of(definition, period, 0, null, clock.instant()));
  }

  /** The series with this code as the read model has it. */
  public static Optional<SeriesDefinition> find(Handle handle, String code) {
    return handle
        .createQuery("SELECT definition FROM api.series WHERE code = :code")
        .bind("code", code)
        .map((row, context) -> definition(row.getString(1)))
        .findOne();
  }

  private static SeriesDefinition definition(String json) {
    try {
      return Json.MAPPER.readValue(json, SeriesDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the read model holds JSON of another shape", e);
    }
  }

  /** The events of the series' own partition, of whatever kind. */
  public static Set<TopicPartition> eventsOf(String code) {
    Set<TopicPartition> partitions = new HashSet<>();
    Topics.EVENTS
        .values()
        .forEach(
            topic -> partitions.add(new TopicPartition(topic.name(), Topics.partitionOf(code))));
    return partitions;
  }
}
