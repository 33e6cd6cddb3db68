package dev.ordinal.orderapi.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.orderapi.commands.CommandStatus;
import dev.ordinal.orderapi.kafka.CommandLog;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.reads.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Reads what became of commands: the view {@code api.commands} tells where they and their results
 * lie in the log.
 */
public final class CommandReader {

  private static final String QUERY =
      "SELECT command_id, status, reply, log_partition, command_offset, result_offset"
          + " FROM api.commands WHERE command_id = :id";

  private static final Set<TopicPartition> SOURCES =
      Stream.of(Topics.COMMANDS, Topics.RESULTS)
          .flatMap(topic -> EndOffsets.partitions(topic).stream())
          .collect(Collectors.toUnmodifiableSet());

  private final ReadModel readModel;
  private final CommandLog log;

  /**
   * A row of the view.
   *
   * @param outcome what an earlier version kept in the row; else null
   * @param command where the command lies; null if it is not needed, or not known
   * @param result where the result lies; null if there is none, or it is not known
   */
  private record Row(
      UUID commandId,
      String status,
      @Nullable Outcome outcome,
      @Nullable Place command,
      @Nullable Place result) {}

  private record Place(TopicPartition partition, long offset) {}

  public CommandReader(ReadModel readModel, CommandLog log) {
    this.readModel = readModel;
    this.log = log;
  }

  /**
   * What became of this command; empty if there is none. Command and outcome are there as long as
   * the log keeps them. Fails as {@link CommandLog#read} does.
   */
  CompletionStage<Optional<CommandStatus>> find(UUID commandId) {
    return readModel
        .read(
            SOURCES,
            handle ->
                handle
                    .createQuery(QUERY)
                    .bind("id", commandId)
                    .map((row, context) -> row(row))
                    .findOne())
        .thenCompose(
            row ->
                row.isPresent()
                    ? status(row.get()).thenApply(Optional::of)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletionStage<CommandStatus> status(Row row) {
    Map<TopicPartition, Long> places = new HashMap<>();
    if (row.command() != null) {
      places.put(row.command().partition(), row.command().offset());
    }
    if (row.result() != null) {
      places.put(row.result().partition(), row.result().offset());
    }
    return places.isEmpty()
        ? CompletableFuture.completedFuture(status(row, Map.of()))
        : log.read(places).thenApply(records -> status(row, records));
  }

  private static CommandStatus status(Row row, Map<TopicPartition, byte[]> records) {
    UUID id = row.commandId();
    Outcome outcome = row.outcome();
    if (row.result() != null) {
      outcome = CommandLog.outcome(id, records.get(row.result().partition())).orElse(null);
    }
    Command command =
        row.command() == null
            ? null
            : CommandLog.command(id, records.get(row.command().partition()))
                .map(CommandEnvelope::command)
                .orElse(null);
    return new CommandStatus(id, row.status(), command, outcome);
  }

  private static Row row(ResultSet row) throws SQLException {
    String status = row.getString("status");
    return new Row(
        row.getObject("command_id", UUID.class),
        status,
        outcome(row.getString("reply")),
        // Of what was turned down the problem says all.
        status.equals("accepted") ? place(row, Topics.COMMANDS, "command_offset") : null,
        place(row, Topics.RESULTS, "result_offset"));
  }

  private static @Nullable Place place(ResultSet row, TypedTopic<?, ?> topic, String column)
      throws SQLException {
    Integer partition = row.getObject("log_partition", Integer.class);
    Long offset = row.getObject(column, Long.class);
    return partition == null || offset == null
        ? null
        : new Place(new TopicPartition(topic.name(), partition), offset);
  }

  private static @Nullable Outcome outcome(@Nullable String json) {
    try {
      return json == null ? null : Json.MAPPER.readValue(json, Outcome.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the read model holds an outcome of another shape", e);
    }
  }
}
