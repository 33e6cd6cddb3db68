package dev.ordinal.orderapi.results;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.lists.Columns;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.TimeCursor;
import dev.ordinal.orderapi.reads.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** Reads parked commands from the views {@code api.parked_commands} and {@code api.commands}. */
public final class ParkedCommandReader {

  private static final String PAGE =
      "SELECT p.*, CASE WHEN c.status IN ('accepted', 'rejected') THEN 'retried' ELSE 'parked' END"
          + " AS state FROM api.parked_commands p LEFT JOIN api.commands c USING (command_id)"
          + " WHERE (p.parked_at, p.command_id::text COLLATE \"C\") > (:afterTime, :afterId)"
          + " ORDER BY p.parked_at, p.command_id::text COLLATE \"C\" LIMIT :limit";

  private static final String PLACE =
      "SELECT dead_letter, is_whole FROM api.parked_commands WHERE command_id = :id";

  private static final Set<TopicPartition> SOURCES =
      Stream.of(Topics.RESULTS, Topics.DEAD_LETTERS)
          .flatMap(topic -> EndOffsets.partitions(topic).stream())
          .collect(Collectors.toUnmodifiableSet());

  private final ReadModel readModel;

  public ParkedCommandReader(ReadModel readModel) {
    this.readModel = readModel;
  }

  /**
   * Where a parked command lies.
   *
   * @param isWhole whether the command itself does
   */
  record Place(long offset, boolean isWhole) {}

  /** Where the command with this id lies among the dead letters; empty if it does not. */
  CompletionStage<Optional<Place>> find(UUID commandId) {
    return readModel.read(
        SOURCES,
        handle ->
            handle
                .createQuery(PLACE)
                .bind("id", commandId)
                .map((row, c) -> new Place(row.getLong("dead_letter"), row.getBoolean("is_whole")))
                .findOne());
  }

  /** A page of parked commands by when they were parked. */
  CompletionStage<Page<ParkedCommandView>> list(int limit, TimeCursor after) {
    return readModel.read(SOURCES, handle -> page(handle, limit, after));
  }

  private static Page<ParkedCommandView> page(Handle handle, int limit, TimeCursor after) {
    // One more than asked for tells whether there is a next page.
    List<ParkedCommandView> found =
        handle
            .createQuery(PAGE)
            .bind("afterTime", after.time())
            .bind("afterId", after.id())
            .bind("limit", limit + 1)
            .map((row, context) -> view(row))
            .list();
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    ParkedCommandView last = found.get(limit - 1);
    TimeCursor next = new TimeCursor(last.parkedAt(), last.commandId().toString());
    return new Page<>(found.subList(0, limit), next.toText());
  }

  private static ParkedCommandView view(ResultSet row) throws SQLException {
    return new ParkedCommandView(
        row.getObject("command_id", UUID.class),
        row.getString("owner"),
        row.getString("actor"),
        Objects.requireNonNull(Columns.instant(row, "accepted_at")),
        Objects.requireNonNull(Columns.instant(row, "parked_at")),
        row.getString("code"),
        row.getString("reason"),
        row.getString("exception"),
        row.getString("place"),
        row.getString("state"));
  }
}
