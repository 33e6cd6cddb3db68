package dev.ordinal.projections.projector;

import static dev.ordinal.projections.projector.Samples.accepted;
import static dev.ordinal.projections.projector.Samples.cancelled;
import static dev.ordinal.projections.projector.Samples.command;
import static dev.ordinal.projections.projector.Samples.event;
import static dev.ordinal.projections.projector.Samples.placed;
import static dev.ordinal.projections.projector.Samples.record;
import static dev.ordinal.projections.projector.Samples.rejected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.commands.CommandsProjection;
import dev.ordinal.projections.commands.ParkedCommandsProjection;
import dev.ordinal.projections.orders.OrdersProjection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadModelTest {

  private static final UUID ID = new UUID(7, 7);
  private static final List<Feed<?>> FEEDS =
      Stream.of(new OrdersProjection(), new CommandsProjection(), new ParkedCommandsProjection())
          .<Feed<?>>flatMap(projection -> projection.feeds().stream())
          .toList();
  private static final Set<TopicPartition> PARTITIONS =
      FEEDS.stream()
          .flatMap(
              feed ->
                  IntStream.range(0, feed.topic().partitions())
                      .mapToObj(p -> new TopicPartition(feed.topic().name(), p)))
          .collect(Collectors.toSet());
  private static final TopicPartition GAM =
      new TopicPartition(Topics.ORDER_EVENTS.name(), Topics.partitionOf("GAM"));

  private static TestPostgres postgres;

  private final Log log = new Log();
  private Jdbi jdbi;
  private ReadModel readModel;
  private Standing standing;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void beginAnew() {
    postgres.wipe();
    new Generations(postgres.settings().patient()).prepare();
    jdbi = postgres.jdbi();
    readModel = new ReadModel(jdbi, FEEDS, Generations::enterActive);
    standing = readModel.standing(PARTITIONS);
  }

  @Test
  void anOrderIsShownAsItWasPlaced() throws Exception {
    fold(log.transaction(event(placed(1))));

    Map<String, Object> row = row("SELECT * FROM api.orders");
    assertThat(row)
        .containsEntry("number", "GAM-20251121-0001")
        .containsEntry("series", "GAM")
        .containsEntry("period", "20251121")
        .containsEntry("sequence", 1L)
        .containsEntry("status", "placed")
        .containsEntry("currency", "GBP")
        .containsEntry("total_amount", 1530L)
        .containsEntry("payment_reference", "pay_1")
        .containsEntry("command_id", new UUID(1, 1))
        .containsEntry("cancelled_at", null);
    assertThat(Json.MAPPER.readTree(String.valueOf(row.get("customer"))))
        .isEqualTo(tree(placed(1).customer()));
    assertThat(Json.MAPPER.readTree(String.valueOf(row.get("lines"))))
        .isEqualTo(tree(placed(1).lines()));
    assertThat(instant("SELECT placed_at FROM api.orders")).isEqualTo(Samples.NOON.toString());
  }

  @Test
  void aCancelledOrderKeepsItsNumber() {
    fold(log.transaction(event(placed(1)), event(cancelled(1))));

    assertThat(row("SELECT number, status, cancel_reason FROM api.orders"))
        .containsEntry("number", "GAM-20251121-0001")
        .containsEntry("status", "cancelled")
        .containsEntry("cancel_reason", "changed my mind");
  }

  @Test
  void aCommandThatPostgresCannotStoreIsParked() {
    CommandEnvelope plain = command(ID);
    CommandEnvelope withNul =
        new CommandEnvelope(
            new UUID(8, 8),
            "key",
            "fingerprint",
            Samples.NOON,
            "anonymous",
            new CancelOrder("GAM\0", "GAM-1", "why not"));

    fold(log.transaction(record(withNul), record(plain)));

    assertThat(count("commands")).isEqualTo(1);
    assertThat(count("parked_records")).isEqualTo(1);
  }

  @Test
  void aBatchIsFoldedInOneTransaction() {
    fold(log.transaction(event(placed(1)), event(placed(2)), event(placed(3))));

    int transactions =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(DISTINCT xmin::text) FROM read_1.orders")
                    .mapTo(int.class)
                    .one());
    assertThat(count("orders")).isEqualTo(3);
    assertThat(transactions).isEqualTo(1);
  }

  @Test
  void thePositionMovesPastTransactionMarkers() {
    fold(log.transaction(event(placed(1))));
    fold(log.transaction(event(placed(2)), event(placed(3))));

    assertThat(position(GAM)).isEqualTo(5);
  }

  @Test
  void aMarkerAloneMovesThePosition() {
    fold(new Batch(List.of(), Map.of(GAM, 3L)));

    assertThat(position(GAM)).isEqualTo(3);
  }

  @Test
  void ofTwoInstancesThatFoldTheSameOnlyOneDoes() {
    Batch batch = log.transaction(event(placed(1)));
    Standing old = standing;
    fold(batch);

    assertThatThrownBy(() -> readModel.fold(old, batch))
        .isInstanceOf(PositionMovedException.class)
        .hasMessageContaining(GAM.toString());
    assertThat(count("orders")).isEqualTo(1);
  }

  @Test
  void aNumberGivenTwiceStopsTheFoldAndIsNamed() {
    fold(log.transaction(event(placed(1))));

    assertThatThrownBy(
            () -> fold(log.transaction(event(placed(2)), event(placed(1)), event(placed(3)))))
        .isInstanceOf(ImpossibleRecordException.class)
        .hasMessageContaining(GAM + "@3")
        .hasMessageContaining("GAM-20251121-0001")
        .hasMessageNotContaining("Zoë");
    assertThat(count("orders")).as("what came before the impossible one is there").isEqualTo(2);
    assertThat(position(GAM)).isEqualTo(3);
  }

  @Test
  void cancellingAnUnknownOrderStopsTheFold() {
    assertThatThrownBy(() -> fold(log.transaction(event(cancelled(9)))))
        .isInstanceOf(ImpossibleRecordException.class)
        .hasMessageContaining(GAM + "@0")
        .hasMessageContaining("GAM-20251121-0009");
    assertThat(position(GAM)).isZero();
  }

  @Test
  void anUnreadableCommandIsParked() {
    ProducerRecord<byte[], byte[]> garbled =
        new ProducerRecord<>(
            Topics.COMMANDS.name(), Topics.partitionOf("GAM"), null, "{".getBytes(UTF_8));

    fold(log.transaction(garbled, record(command(ID)), garbled));

    assertThat(count("commands")).isEqualTo(1);
    assertThat(position(new TopicPartition(Topics.COMMANDS.name(), Topics.partitionOf("GAM"))))
        .isEqualTo(4);
  }

  @Test
  void aCommandIsPendingUntilItsResultComes() {
    fold(log.transaction(record(command(ID))));
    assertThat(row("SELECT * FROM api.commands"))
        .containsEntry("status", "pending")
        .containsEntry("owner", "GAM")
        .containsEntry("actor", "anonymous")
        .containsEntry("log_partition", Topics.partitionOf("GAM"))
        .containsEntry("command_offset", 0L)
        .containsEntry("result_offset", null);

    fold(log.transaction(record(rejected(ID))));
    assertThat(row("SELECT * FROM api.commands"))
        .containsEntry("status", "rejected")
        .containsEntry("command_offset", 0L)
        .containsEntry("result_offset", 0L);
  }

  @Test
  void aResultThatComesFirstStandsAndTheCommandFillsInTheRest() {
    fold(log.transaction(record(accepted(ID))));
    fold(log.transaction(record(command(ID)), record(command(ID))));

    Map<String, Object> row = row("SELECT * FROM api.commands");
    assertThat(row).containsEntry("status", "accepted").containsEntry("owner", "GAM");
    assertThat(instant("SELECT accepted_at FROM api.commands")).isEqualTo(Samples.NOON.toString());
    assertThat(row).containsEntry("command_offset", 1L).containsEntry("result_offset", 0L);
  }

  @Test
  void theOutcomeOfAnotherTryReplacesThatOfAParkedCommand() {
    fold(log.transaction(record(command(ID))));
    fold(log.transaction(record(parked(ID))));
    assertThat(row("SELECT * FROM api.commands")).containsEntry("status", "parked");
    fold(log.transaction(record(command(ID))));
    assertThat(row("SELECT * FROM api.commands")).containsEntry("status", "parked");
    fold(log.transaction(record(accepted(ID))));
    assertThat(row("SELECT * FROM api.commands")).containsEntry("status", "accepted");
  }

  @Test
  void aParkedCommandIsShownOnceAsOfLastTimeWithoutWhatItSays() {
    fold(log.transaction(deadLetter("place one"), deadLetter("place two")));
    Map<String, Object> row = row("SELECT * FROM api.parked_commands");
    assertThat(row)
        .containsEntry("command_id", ID)
        .containsEntry("owner", "GAM")
        .containsEntry("actor", "checkout")
        .containsEntry("code", "command-parked")
        .containsEntry("exception", "java.lang.ArithmeticException")
        .containsEntry("place", "place two")
        .containsEntry("dead_letter", 1L)
        .containsEntry("is_whole", true);
    assertThat(row.toString()).doesNotContain("secret");
  }

  @Test
  void deadLettersThatAreNoCommandsAreNotShownAndHoldNothingUp() {
    ProducerRecord<byte[], byte[]> ofBefore =
        new ProducerRecord<>(Topics.DEAD_LETTERS.name(), 0, new byte[] {1}, new byte[] {2});
    new DeadLetter("not JSON", Topics.COMMANDS.name(), 0, 3, null, true, null)
        .addTo(ofBefore.headers());
    fold(log.transaction(ofBefore));
    fold(
        log.transaction(new ProducerRecord<>(Topics.DEAD_LETTERS.name(), 0, null, new byte[] {3})));
    fold(log.transaction(deadLetter("place")));
    assertThat(count("parked_commands")).isEqualTo(1);
  }

  @Test
  void afterASwitchNothingIsFoldedFromTheOldPositions() {
    int fresh = new Generations(postgres.settings().patient()).create();
    jdbi.useTransaction(tx -> Generations.activate(tx, fresh));

    assertThatThrownBy(() -> fold(log.transaction(event(placed(1)))))
        .isInstanceOf(PositionMovedException.class)
        .hasMessageContaining("rebuild");
  }

  @Test
  void preparingAgainChangesNothing() {
    fold(log.transaction(event(placed(1))));

    new Generations(postgres.settings().patient()).prepare();

    assertThat(count("orders")).isEqualTo(1);
  }

  @Test
  void ordersAreListedInNumberOrderFromAnIndex() {
    String plan =
        jdbi.withHandle(
            handle -> {
              handle.execute("SET enable_seqscan = off");
              // As order-api does.
              handle.execute("SET enable_bitmapscan = off");
              return String.join(
                  "\n",
                  handle
                      .createQuery(
                          "EXPLAIN SELECT * FROM api.orders"
                              + " WHERE (status, series, period, sequence) >"
                              + " ('placed', 'GAM', '20251121', 7) AND status <= 'placed'"
                              + " ORDER BY status, series, period, sequence LIMIT 50")
                      .mapTo(String.class)
                      .list());
            });

    assertThat(plan).contains("orders_by_status").doesNotContain("Sort");
  }

  private static ProducerRecord<byte[], byte[]> deadLetter(String place) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            Topics.DEAD_LETTERS.name(), 0, "GAM".getBytes(UTF_8), "secret".getBytes(UTF_8));
    new DeadLetter(
            "its decision failed",
            Topics.COMMANDS.name(),
            2,
            7,
            Samples.NOON,
            true,
            new DeadLetter.Parked(
                ID,
                "GAM",
                "checkout",
                Samples.NOON,
                "command-parked",
                "java.lang.ArithmeticException",
                place))
        .addTo(message.headers());
    return message;
  }

  private static Outcome parked(UUID id) {
    return Outcome.of(
        id, null, Rejection.of(CommonRejection.COMMAND_PARKED, "nothing was changed"));
  }

  private static JsonNode tree(@Nullable Object value) throws Exception {
    return Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(value));
  }

  private void fold(Batch batch) {
    standing = readModel.fold(standing, batch);
  }

  private long position(TopicPartition partition) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT next_offset FROM api.positions WHERE topic = ? AND partition = ?")
                .bind(0, partition.topic())
                .bind(1, partition.partition())
                .mapTo(long.class)
                .one());
  }

  private long count(String view) {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT count(*) FROM api." + view).mapTo(long.class).one());
  }

  private Map<String, Object> row(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapToMap().one());
  }

  private String instant(String sql) {
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).mapTo(OffsetDateTime.class).one().toInstant().toString());
  }
}
