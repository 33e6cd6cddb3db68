package dev.ordinal.orderapi.leads;

import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.lists.Keyset;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.TimeCursor;
import dev.ordinal.orderapi.reads.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads leads from the view {@code api.leads}. */
public final class LeadReader {

  private static final String COLUMNS =
      """
      SELECT lead_id, status, name, source, contact, claimant, fencing_token, claimed_at,
             lease_expires_at, waiting, created_at, command_id
      """;

  private static final String LEADS = COLUMNS + "  FROM api.leads\n";

  /** In one statement, and so as of one moment. */
  private static final String LEAD_AND_POSITION =
      COLUMNS
          + """
               , (SELECT next_offset FROM api.positions
                   WHERE topic = :topic AND partition = :partition) AS next_offset
            FROM api.leads
           WHERE lead_id = :id
          """;

  private final ReadModel readModel;

  public LeadReader(ReadModel readModel) {
    this.readModel = readModel;
  }

  /**
   * A lead as it was before an event.
   *
   * @param nextOffset of the lead's partition, the first event that is not in it
   */
  record LeadAt(LeadView lead, long nextOffset) {}

  /** The lead with this id, and how far its events were folded. */
  CompletionStage<Optional<LeadAt>> findAt(String leadId) {
    TopicPartition partition = partitionOf(leadId);
    return readModel.read(
        Set.of(partition),
        handle ->
            handle
                .createQuery(LEAD_AND_POSITION)
                .bind("id", leadId)
                .bind("topic", partition.topic())
                .bind("partition", partition.partition())
                .map((row, context) -> new LeadAt(view(row), row.getLong("next_offset")))
                .findOne());
  }

  private static TopicPartition partitionOf(String leadId) {
    return new TopicPartition(
        Topics.LEAD_EVENTS.name(), Topics.partitionOf(LeadCommand.ownerOf(leadId)));
  }

  /** The lead with this id. */
  CompletionStage<Optional<LeadView>> find(String leadId) {
    return readModel.read(
        Set.of(partitionOf(leadId)),
        handle ->
            handle
                .createQuery(LEADS + "WHERE lead_id = :id")
                .bind("id", leadId)
                .map((row, context) -> view(row))
                .findOne());
  }

  /**
   * A page of leads by their creation.
   *
   * @param status null for all
   */
  CompletionStage<Page<LeadView>> list(@Nullable String status, int limit, TimeCursor after) {
    return readModel.read(
        EndOffsets.partitions(Topics.LEAD_EVENTS), handle -> page(handle, status, limit, after));
  }

  private static Page<LeadView> page(
      Handle handle, @Nullable String status, int limit, TimeCursor after) {
    Map<String, String> equal = status == null ? Map.of() : Map.of("status", status);
    // One more than asked for tells whether there is a next page.
    List<LeadView> found =
        handle
            .createQuery(LEADS + Keyset.page(equal.keySet(), List.of("created_at", "lead_id"), ""))
            .bind("after_created_at", after.time())
            .bind("after_lead_id", after.id())
            .bind("limit", limit + 1)
            .bindMap(equal)
            .map((row, context) -> view(row))
            .list();
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<LeadView> items = found.subList(0, limit);
    LeadView last = items.get(limit - 1);
    return new Page<>(items, new TimeCursor(last.createdAt(), last.id()).toText());
  }

  private static LeadView view(ResultSet row) throws SQLException {
    boolean claimed = "claimed".equals(row.getString("status"));
    return new LeadView(
        row.getString("lead_id"),
        row.getString("status"),
        row.getString("name"),
        row.getString("source"),
        row.getString("contact"),
        row.getString("claimant"),
        claimed ? row.getLong("fencing_token") : null,
        instant(row, "claimed_at"),
        instant(row, "lease_expires_at"),
        row.getLong("waiting"),
        Objects.requireNonNull(instant(row, "created_at")),
        row.getObject("command_id", UUID.class));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
