package dev.ordinal.orderapi.webhooks;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.WebhookCommand;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.reads.ReadModel;
import dev.ordinal.orderapi.webhooks.SubscriptionView.Disabled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/** Reads subscriptions from the view {@code api.webhook_subscriptions}, which has no secrets. */
final class WebhookReader {

  private static final String COLUMNS =
      """
      SELECT subscription_id, url, event_types, enabled, defined_at, command_id,
             disabled_reason, disabled_detail, disabled_event_id, disabled_at
        FROM api.webhook_subscriptions
      """;

  private final ReadModel readModel;

  WebhookReader(ReadModel readModel) {
    this.readModel = readModel;
  }

  /** The subscription with this id. */
  CompletionStage<Optional<SubscriptionView>> find(String id) {
    int partition = Topics.partitionOf(WebhookCommand.ownerOf(id));
    return readModel.read(
        Set.of(new TopicPartition(Topics.WEBHOOK_EVENTS.name(), partition)),
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE subscription_id = :id")
                .bind("id", id)
                .map((row, context) -> view(row))
                .findOne());
  }

  /**
   * A page of subscriptions by id.
   *
   * @param after the last id of the page before; empty for the first page
   */
  CompletionStage<Page<SubscriptionView>> list(int limit, String after) {
    return readModel.read(
        EndOffsets.partitions(Topics.WEBHOOK_EVENTS),
        handle -> {
          // One more than asked for tells whether there is a next page.
          List<SubscriptionView> found =
              handle
                  .createQuery(
                      COLUMNS
                          + "WHERE subscription_id > :after ORDER BY subscription_id LIMIT :limit")
                  .bind("after", after)
                  .bind("limit", limit + 1)
                  .map((row, context) -> view(row))
                  .list();
          return found.size() <= limit
              ? new Page<>(found, null)
              : new Page<>(found.subList(0, limit), found.get(limit - 1).id());
        });
  }

  private static SubscriptionView view(ResultSet row) throws SQLException {
    String reason = row.getString("disabled_reason");
    return new SubscriptionView(
        row.getString("subscription_id"),
        row.getString("url"),
        List.of((String[]) row.getArray("event_types").getArray()),
        row.getBoolean("enabled"),
        instant(row, "defined_at"),
        reason == null
            ? null
            : new Disabled(
                reason,
                row.getString("disabled_detail"),
                row.getString("disabled_event_id"),
                instant(row, "disabled_at")),
        null,
        row.getObject("command_id", UUID.class));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
