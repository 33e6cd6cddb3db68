package dev.ordinal.orderapi.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.commands.Outcome;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.reads.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads commands and their outcomes from the view {@code api.commands}. */
public final class CommandReader {

  private static final String QUERY =
      "SELECT command_id, reply FROM api.commands WHERE command_id = :id";

  private static final Set<TopicPartition> SOURCES =
      Stream.of(Topics.COMMANDS, Topics.RESULTS)
          .flatMap(topic -> EndOffsets.partitions(topic).stream())
          .collect(Collectors.toUnmodifiableSet());

  private final ReadModel readModel;

  public CommandReader(ReadModel readModel) {
    this.readModel = readModel;
  }

  /** What became of this command; empty if there is none. */
  CompletionStage<Optional<Outcome>> find(UUID commandId) {
    return readModel.read(
        SOURCES,
        handle ->
            handle
                .createQuery(QUERY)
                .bind("id", commandId)
                .map((row, context) -> outcome(row))
                .findOne());
  }

  private static Outcome outcome(ResultSet row) throws SQLException {
    return new Outcome(row.getObject("command_id", UUID.class), reply(row.getString("reply")));
  }

  private static @Nullable Reply reply(@Nullable String json) {
    try {
      return json == null ? null : Json.MAPPER.readValue(json, Reply.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the read model holds a reply of another shape", e);
    }
  }
}
