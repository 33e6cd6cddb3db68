package dev.ordinal.projections.projector;

import static dev.ordinal.projections.projector.Samples.cancelled;
import static dev.ordinal.projections.projector.Samples.event;
import static dev.ordinal.projections.projector.Samples.placed;
import static dev.ordinal.projections.projector.Samples.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.commands.CommandsProjection;
import dev.ordinal.projections.numbers.NumbersProjection;
import dev.ordinal.projections.orders.OrdersProjection;
import java.util.List;
import java.util.Random;
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

/** What cannot be folded does not stop what can, and what must stop the fold still does. */
class ParkingTest {

  private static final List<Feed<?>> FEEDS =
      Stream.of(new NumbersProjection(), new OrdersProjection(), new CommandsProjection())
          .<Feed<?>>flatMap(projection -> projection.feeds().stream())
          .toList();
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
    foldInto(FEEDS);
  }

  @Test
  void anEventThatPostgresCannotStoreIsParkedAndTheOthersAreFolded() {
    fold(log.transaction(event(placed(1)), event(withNul(placed(2))), event(placed(3))));

    assertThat(column("SELECT number FROM api.orders ORDER BY number"))
        .containsExactly(placed(1).number(), placed(3).number());
    assertThat(
            column("SELECT topic || '-' || partition || '@' || log_offset FROM api.parked_records"))
        .containsExactly(GAM + "@1");
    assertThat(column("SELECT reason FROM api.parked_records").get(0))
        .contains("unsupported Unicode escape sequence")
        .doesNotContain("secret name");
    assertThat(readModel.parked()).isEqualTo(1);
  }

  @Test
  void whatCanBeFoldedOfAParkedRecordIs() {
    fold(log.transaction(event(withNul(placed(2)))));

    assertThat(column("SELECT number FROM api.numbers")).containsExactly(placed(2).number());
  }

  @Test
  void whatFollowsOnAParkedRecordIsParkedToo() {
    fold(log.transaction(event(withNul(placed(2)))));
    fold(log.transaction(event(cancelled(2)), event(placed(3)), event(cancelled(3))));

    assertThat(column("SELECT log_offset::text FROM api.parked_records ORDER BY log_offset"))
        .containsExactly("0", "2");
    assertThat(column("SELECT status FROM api.orders")).containsExactly("cancelled");
  }

  @Test
  void aNumberGivenTwiceStopsTheFoldWhateverIsParked() {
    fold(log.transaction(event(withNul(placed(2))), event(placed(3))));

    assertThatThrownBy(() -> fold(log.transaction(event(placed(3)))))
        .isInstanceOf(ImpossibleRecordException.class)
        .hasMessageContaining(placed(3).number());
    assertThatThrownBy(() -> fold(log.transaction(event(placed(2)))))
        .as("also of a record that was parked: its number is known")
        .isInstanceOf(ImpossibleRecordException.class);
  }

  @Test
  void aRecordThatIsNoEventIsParked() {
    ProducerRecord<byte[], byte[]> noType =
        new ProducerRecord<>(GAM.topic(), GAM.partition(), null, "{".getBytes(UTF_8));
    ProducerRecord<byte[], byte[]> noJson = event(placed(2));
    ProducerRecord<byte[], byte[]> garbled =
        new ProducerRecord<>(
            GAM.topic(),
            GAM.partition(),
            new byte[0],
            "{\"secret\"".getBytes(UTF_8),
            noJson.headers());
    ProducerRecord<byte[], byte[]> empty =
        new ProducerRecord<>(GAM.topic(), GAM.partition(), new byte[0], null, noJson.headers());

    fold(log.transaction(noType, event(placed(1)), garbled, empty, event(placed(3))));

    assertThat(column("SELECT number FROM api.orders")).hasSize(2);
    assertThat(column("SELECT reason FROM api.parked_records ORDER BY log_offset"))
        .hasSize(3)
        .allSatisfy(reason -> assertThat(reason).startsWith(GAM + "@").doesNotContain("secret"));
  }

  @Test
  void anEventOfANewerVersionWaitsForAnUpgrade() {
    ProducerRecord<byte[], byte[]> newer = event(placed(2));
    newer.headers().remove("ce_type").add("ce_type", "orders.split.v1".getBytes(UTF_8));

    assertThatThrownBy(
            () -> fold(log.transaction(event(withNul(placed(1))), newer, event(placed(3)))))
        .isInstanceOf(ImpossibleRecordException.class)
        .hasMessageContaining("orders.split.v1 is of a newer version");
    assertThat(column("SELECT reason FROM api.parked_records")).hasSize(1);
  }

  @Test
  void whatIsTooLongForAnIndexIsParked() {
    Random random = new Random(7);
    String number =
        random.ints(4_000, '!', '~').mapToObj(Character::toString).collect(Collectors.joining());

    fold(log.transaction(event(placed(1)), event(numbered(placed(2), number)), event(placed(3))));

    assertThat(column("SELECT number FROM api.orders")).hasSize(2);
    assertThat(column("SELECT reason FROM api.parked_records").get(0))
        .contains("index row")
        .doesNotContain(number.substring(0, 20));
  }

  @Test
  void aFoldWithABugParksWhatItCannotFold() {
    Feed<?> buggy =
        new Feed<>(
            Topics.ORDER_EVENTS,
            (tx, entries) ->
                entries.forEach(
                    entry -> {
                      if (entry.offset() == 1) {
                        throw new NullPointerException("secret");
                      }
                    }));
    foldInto(Stream.concat(FEEDS.stream(), Stream.of(buggy)).toList());

    fold(log.transaction(event(placed(1)), event(placed(2)), event(placed(3))));

    assertThat(column("SELECT number FROM api.orders")).hasSize(3);
    assertThat(column("SELECT reason FROM api.parked_records").get(0))
        .contains("NullPointerException at ")
        .doesNotContain("secret");
  }

  @Test
  void aResultWithTextThatPostgresCannotStoreIsFoldedSinceItStaysInTheLog() {
    UUID id = new UUID(3, 3);
    Outcome refused =
        Outcome.of(id, null, Rejection.of(OrderRejection.ORDER_NOT_FOUND, "no GAM-\0 here"));

    fold(log.transaction(record(refused)));

    assertThat(column("SELECT status FROM api.commands")).containsExactly("rejected");
    assertThat(column("SELECT topic FROM api.parked_records")).isEmpty();
  }

  private void foldInto(List<Feed<?>> feeds) {
    readModel = new ReadModel(jdbi, feeds, Generations::enterActive);
    standing = readModel.standing(partitions(feeds));
  }

  static Set<TopicPartition> partitions(List<Feed<?>> feeds) {
    return feeds.stream()
        .flatMap(
            feed ->
                IntStream.range(0, feed.topic().partitions())
                    .mapToObj(p -> new TopicPartition(feed.topic().name(), p)))
        .collect(Collectors.toSet());
  }

  private void fold(Batch batch) {
    standing = readModel.fold(standing, batch);
  }

  private List<String> column(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static OrderPlaced withNul(OrderPlaced placed) {
    return changed(placed, placed.number(), new Customer("1", "secret name \0", null));
  }

  private static OrderPlaced numbered(OrderPlaced placed, String number) {
    return changed(placed, number, placed.customer());
  }

  private static OrderPlaced changed(
      OrderPlaced placed, String number, @Nullable Customer customer) {
    return new OrderPlaced(
        number,
        placed.series(),
        placed.period(),
        placed.sequence(),
        customer,
        placed.currency(),
        placed.totalAmount(),
        placed.lines(),
        placed.paymentReference(),
        placed.metadata(),
        placed.placedAt(),
        placed.recordedAt(),
        placed.commandId());
  }
}
