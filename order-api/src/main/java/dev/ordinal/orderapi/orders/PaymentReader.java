package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.lists.Columns;
import dev.ordinal.orderapi.lists.Keyset;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.TimeCursor;
import dev.ordinal.orderapi.reads.ReadModel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads payments from the view {@code api.payments}. */
final class PaymentReader {

  private final ReadModel readModel;

  PaymentReader(ReadModel readModel) {
    this.readModel = readModel;
  }

  /** The payment with this id, which is one of {@code series}. */
  CompletionStage<Optional<PaymentView>> find(String series, String paymentId) {
    return readModel.read(
        eventsOf(series),
        handle ->
            handle
                .createQuery("SELECT * FROM api.payments WHERE payment_id = :id")
                .bind("id", paymentId)
                .map((row, context) -> view(row))
                .findOne());
  }

  /**
   * A page of payments by when they were recorded.
   *
   * @param equal what the payments shown have in these columns; the columns' names are ours
   */
  CompletionStage<Page<PaymentView>> list(Map<String, String> equal, int limit, TimeCursor after) {
    return readModel.read(
        eventsOf(equal.get("series")), handle -> page(handle, equal, limit, after));
  }

  private static Page<PaymentView> page(
      Handle handle, Map<String, String> equal, int limit, TimeCursor after) {
    List<String> agree = equal.keySet().stream().limit(1).toList();
    String filter =
        equal.keySet().stream()
            .skip(1)
            .map(column -> " AND %s = :%s".formatted(column, column))
            .collect(Collectors.joining());
    // One more than asked for tells whether there is a next page.
    List<PaymentView> found =
        handle
            .createQuery(
                "SELECT * FROM api.payments"
                    + Keyset.page(agree, List.of("recorded_at", "payment_id"), filter))
            .bindMap(equal)
            .bind("after_recorded_at", after.time())
            .bind("after_payment_id", after.id())
            .bind("limit", limit + 1)
            .map((row, context) -> view(row))
            .list();
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    PaymentView last = found.get(limit - 1);
    TimeCursor next = new TimeCursor(Objects.requireNonNull(last.recordedAt()), last.id());
    return new Page<>(found.subList(0, limit), next.toText());
  }

  private static Set<TopicPartition> eventsOf(@Nullable String series) {
    return series == null
        ? EndOffsets.partitions(Topics.ORDER_EVENTS)
        : Set.of(new TopicPartition(Topics.ORDER_EVENTS.name(), Topics.partitionOf(series)));
  }

  private static PaymentView view(ResultSet row) throws SQLException {
    return new PaymentView(
        row.getString("payment_id"),
        row.getString("series"),
        row.getString("gateway"),
        row.getString("webhook_id"),
        row.getString("type"),
        row.getString("payment_reference"),
        row.getLong("amount"),
        row.getString("currency"),
        row.getString("outcome"),
        row.getString("reason"),
        row.getString("number"),
        Columns.instant(row, "occurred_at"),
        Columns.instant(row, "recorded_at"),
        row.getString("decision"),
        row.getString("decision_reason"),
        Columns.instant(row, "resolved_at"),
        row.getString("resolved_by"),
        row.getObject("command_id", UUID.class));
  }
}
