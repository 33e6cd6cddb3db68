package dev.ordinal.orderapi.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.commands.CommandStatus;
import dev.ordinal.orderapi.kafka.CommandLog;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.reads.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads commands from the log and their outcomes from the view {@code api.commands}. */
public final class CommandReader {

  private static final String QUERY =
      "SELECT command_id, command_partition, command_offset, reply"
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
   * @param place the partition in which the command lies; null if that is not known
   */
  private record Row(CommandStatus status, @Nullable TopicPartition place, long offset) {}

  public CommandReader(ReadModel readModel, CommandLog log) {
    this.readModel = readModel;
    this.log = log;
  }

  /**
   * What became of this command; empty if there is none. Of one that was accepted the command is
   * there as long as the log keeps it. Fails as {@link CommandLog#read} does.
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
                    ? withCommand(row.get()).thenApply(Optional::of)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletionStage<CommandStatus> withCommand(Row row) {
    CommandStatus status = row.status();
    return row.place() == null || !status.isAccepted()
        ? CompletableFuture.completedFuture(status)
        : log.read(status.commandId(), row.place(), row.offset())
            .thenApply(found -> status.of(found.map(CommandEnvelope::command).orElse(null)));
  }

  private static Row row(ResultSet row) throws SQLException {
    UUID commandId = row.getObject("command_id", UUID.class);
    Integer partition = row.getObject("command_partition", Integer.class);
    return new Row(
        new CommandStatus(commandId, null, outcome(row.getString("reply"))),
        partition == null ? null : new TopicPartition(Topics.COMMANDS.name(), partition),
        row.getLong("command_offset"));
  }

  private static @Nullable Outcome outcome(@Nullable String json) {
    try {
      return json == null ? null : Json.MAPPER.readValue(json, Outcome.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the read model holds an outcome of another shape", e);
    }
  }
}
