package dev.ordinal.orderapi.numbers;

import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.PrintedNumber;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.numbers.NumberView.NotGiven;
import dev.ordinal.orderapi.numbers.NumberView.Reason;
import dev.ordinal.orderapi.reads.ReadModel;
import dev.ordinal.orderapi.series.SeriesReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Reads what became of numbers from the views. */
final class NumberReader {

  private static final String GIVEN =
      "SELECT n.*, c.accepted_at, c.actor FROM api.numbers n"
          + " LEFT JOIN api.commands c ON c.command_id = n.command_id"
          + " WHERE n.series = :series AND n.period = :period"
          + " AND n.sequence BETWEEN :sequence - 1 AND :sequence + 1";

  /**
   * An import's numbers come one by one after it, the last of its stretch at the end. Before that
   * one is there nobody can say which were left out.
   */
  private static final String SKIPS =
      "SELECT * FROM api.skips s WHERE s.series = :series AND s.period = :period"
          + " AND s.first <= :sequence + 1 AND s.last >= :sequence - 1"
          + " AND (s.how != 'import' OR EXISTS (SELECT FROM api.numbers n WHERE"
          + " n.series = s.series AND n.period = s.period AND n.sequence = s.last))"
          + " ORDER BY s.log_offset";

  private static final String LAST =
      "SELECT current FROM api.sequences WHERE series = :series AND period = :period";

  private final ReadModel readModel;

  NumberReader(ReadModel readModel) {
    this.readModel = readModel;
  }

  /**
   * What became of {@code number}.
   *
   * <p>Fails with a {@link dev.ordinal.orderapi.http.ProblemException}, {@code
   * read-model-unavailable}, also if the read model is behind the log where it matters.
   *
   * @param code of the series that it would be a number of
   */
  CompletionStage<NumberView> explain(String code, String number) {
    Set<TopicPartition> sources = new HashSet<>(SeriesReader.eventsOf(code));
    sources.add(new TopicPartition(Topics.COMMANDS.name(), Topics.partitionOf(code)));
    return readModel
        .read(
            sources,
            handle ->
                // One snapshot for all queries: a sequence moves on between two of them.
                handle.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ, tx -> read(tx, code, number)))
        .thenApply(Supplier::get);
  }

  /** What has to be known, and from it the answer. */
  private static Supplier<NumberView> read(Handle tx, String code, String number) {
    Optional<SeriesDefinition> found = SeriesReader.find(tx, code);
    if (found.isEmpty()) {
      return () -> NotGiven.of(number, code, Reason.UNKNOWN_SERIES, "there is no series " + code);
    }
    SeriesDefinition series = found.get();
    return place(tx, series, number)
        .map(place -> scope(tx, series, place))
        .<Supplier<NumberView>>map(scope -> () -> scope.explain(number))
        .orElseGet(
            () ->
                () ->
                    NotGiven.of(
                        number,
                        code,
                        Reason.MISFIT,
                        "%s prints its numbers as %s, and this is none"
                            .formatted(code, series.pattern())));
  }

  /** A number that was given stands where it was given, however its series prints by now. */
  private static Optional<PrintedNumber> place(Handle tx, SeriesDefinition series, String number) {
    return tx.createQuery("SELECT period, sequence FROM api.numbers WHERE number = :number")
        .bind("number", number)
        .map((row, context) -> new PrintedNumber(row.getString(1), row.getLong(2)))
        .findOne()
        .or(() -> NumberPattern.of(series).read(number));
  }

  private static Scope scope(Handle tx, SeriesDefinition series, PrintedNumber place) {
    return new Scope(
        series,
        place.period(),
        place.sequence(),
        Math.max(
            query(tx, LAST, series, place).mapTo(long.class).findOne().orElse(0L),
            series.start() - 1),
        query(tx, GIVEN, series, place)
            .bind("sequence", place.sequence())
            .map((row, context) -> GivenRow.of(row))
            .list(),
        query(tx, SKIPS, series, place)
            .bind("sequence", place.sequence())
            .map((row, context) -> SkipRow.of(row))
            .list());
  }

  private static Query query(Handle tx, String sql, SeriesDefinition series, PrintedNumber place) {
    return tx.createQuery(sql).bind("series", series.code()).bind("period", place.period());
  }
}
