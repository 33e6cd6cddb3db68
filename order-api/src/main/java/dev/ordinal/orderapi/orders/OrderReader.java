package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.reads.ReadModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads orders from the view {@code api.orders}. */
public final class OrderReader {

  private static final String COLUMNS =
      """
      SELECT number, series, period, sequence, status, customer, currency, total_amount, lines,
             payment_reference, metadata, placed_at, recorded_at, command_id, cancelled_at,
             cancel_reason
        FROM api.orders
      """;

  private final ReadModel readModel;
  private final OrderRowMapper mapper = new OrderRowMapper();

  public OrderReader(ReadModel readModel) {
    this.readModel = readModel;
  }

  /** The order with this number, which is one of {@code series}. */
  CompletionStage<Optional<OrderView>> find(String series, String number) {
    return readModel.read(
        eventsOf(series),
        handle ->
            handle
                .createQuery(COLUMNS + "WHERE number = :number")
                .bind("number", number)
                .map(mapper)
                .findOne());
  }

  /** A page of orders by series, period and sequence. */
  CompletionStage<OrderPage> list(OrderFilter filter) {
    return readModel.read(eventsOf(filter.series()), handle -> page(handle, filter));
  }

  private OrderPage page(Handle handle, OrderFilter filter) {
    // One more than asked for tells whether there is a next page.
    List<OrderView> found =
        query(handle, filter).bind("limit", filter.limit() + 1).map(mapper).list();
    if (found.size() <= filter.limit()) {
      return new OrderPage(found, null);
    }
    List<OrderView> items = found.subList(0, filter.limit());
    return new OrderPage(items, OrderCursor.after(items.get(items.size() - 1)).toText());
  }

  private static Query query(Handle handle, OrderFilter filter) {
    List<String> conditions = new ArrayList<>();
    conditions.add("(series, period, sequence) > (:afterSeries, :afterPeriod, :afterSequence)");
    if (filter.series() != null) {
      conditions.add("series = :series");
    }
    if (filter.period() != null) {
      conditions.add("period = :period");
    }
    if (filter.status() != null) {
      conditions.add("status = :status");
    }
    Query query =
        handle.createQuery(
            COLUMNS
                + "WHERE "
                + String.join(" AND ", conditions)
                + " ORDER BY series, period, sequence LIMIT :limit");
    bindIfSet(query, "series", filter.series());
    bindIfSet(query, "period", filter.period());
    bindIfSet(query, "status", filter.status());
    return query
        .bind("afterSeries", filter.after().series())
        .bind("afterPeriod", filter.after().period())
        .bind("afterSequence", filter.after().sequence());
  }

  private static void bindIfSet(Query query, String name, @Nullable String value) {
    if (value != null) {
      query.bind(name, value);
    }
  }

  private static Set<TopicPartition> eventsOf(@Nullable String series) {
    return series == null
        ? EndOffsets.partitions(Topics.ORDER_EVENTS)
        : Set.of(new TopicPartition(Topics.ORDER_EVENTS.name(), Topics.partitionOf(series)));
  }
}
