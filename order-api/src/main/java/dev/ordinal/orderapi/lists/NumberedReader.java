package dev.ordinal.orderapi.lists;

import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.reads.ReadModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Reads the things of one view of the read model, one by its number or many in number order.
 * Thread-safe.
 *
 * @param <V> how callers see a thing
 */
public final class NumberedReader<V extends NumberedView> {

  private final ReadModel readModel;
  private final String view;
  private final TypedTopic<?, ?> events;
  private final RowMapper<V> mapper;

  /**
   * A reader.
   *
   * @param view its name, with columns {@code number}, {@code series}, {@code period} and {@code
   *     sequence} among others
   * @param events the topic that is folded into the view, beside the imports of all kinds
   */
  public NumberedReader(
      ReadModel readModel, String view, TypedTopic<?, ?> events, RowMapper<V> mapper) {
    this.readModel = readModel;
    this.view = view;
    this.events = events;
    this.mapper = mapper;
  }

  /** The thing with this number, which is one of {@code series}. */
  public CompletionStage<Optional<V>> find(String series, String number) {
    return readModel.read(
        eventsOf(series),
        handle ->
            handle
                .createQuery("SELECT * FROM " + view + " WHERE number = :number")
                .bind("number", number)
                .map(mapper)
                .findOne());
  }

  /**
   * A page by series, period and sequence.
   *
   * @param equal what the things shown have in these columns: any of {@code series}, {@code period}
   *     and {@code status}
   */
  public CompletionStage<Page<V>> list(Map<String, String> equal, Paging paging) {
    return readModel.read(eventsOf(equal.get("series")), handle -> page(handle, equal, paging));
  }

  private Page<V> page(Handle handle, Map<String, String> equal, Paging paging) {
    // One more than asked for tells whether there is a next page.
    List<V> found = NumberedPage.query(handle, "", view, equal, paging).map(mapper).list();
    if (found.isEmpty() && equal.containsKey("series")) {
      requireSeries(handle, Objects.requireNonNull(equal.get("series")));
    }
    if (found.size() <= paging.limit()) {
      return new Page<>(found, null);
    }
    List<V> items = found.subList(0, paging.limit());
    return new Page<>(items, Cursor.after(items.get(items.size() - 1)).toText());
  }

  private static void requireSeries(Handle handle, String code) {
    boolean known =
        handle
            .createQuery("SELECT EXISTS (SELECT FROM api.series WHERE code = :code)")
            .bind("code", code)
            .mapTo(boolean.class)
            .one();
    if (!known) {
      throw new ProblemException(
          Problem.of(Rejection.of(CommonRejection.UNKNOWN_SERIES, "there is no series " + code)));
    }
  }

  private Set<TopicPartition> eventsOf(@Nullable String series) {
    return Stream.of(events, Topics.NUMBERING_EVENTS)
        .flatMap(topic -> EndOffsets.partitions(topic).stream())
        .filter(place -> series == null || place.partition() == Topics.partitionOf(series))
        .collect(Collectors.toSet());
  }
}
