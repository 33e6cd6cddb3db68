package dev.ordinal.projections.projector;

import static dev.ordinal.projections.projector.NumberingSamples.advanced;
import static dev.ordinal.projections.projector.NumberingSamples.checked;
import static dev.ordinal.projections.projector.NumberingSamples.imported;
import static dev.ordinal.projections.projector.NumberingSamples.reset;
import static dev.ordinal.projections.projector.Samples.cancelled;
import static dev.ordinal.projections.projector.Samples.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.projections.numbers.NumbersProjection;
import dev.ordinal.projections.series.SeriesProjection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers, skips and sequences, which events of all topics make. */
class NumbersReadModelTest {

  private static final List<Feed<?>> FEEDS =
      Stream.of(new SeriesProjection(), new NumbersProjection())
          .<Feed<?>>flatMap(projection -> projection.feeds().stream())
          .toList();
  private static final Set<TopicPartition> PARTITIONS =
      FEEDS.stream()
          .flatMap(
              feed ->
                  IntStream.range(0, feed.topic().partitions())
                      .mapToObj(p -> new TopicPartition(feed.topic().name(), p)))
          .collect(Collectors.toSet());
  private static final int GAM = Topics.partitionOf("GAM");

  private static TestPostgres postgres;

  private final Log log = new Log();
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
    readModel = new ReadModel(postgres.jdbi(), FEEDS, Generations::enterActive);
    standing = readModel.standing(PARTITIONS);
  }

  @Test
  void aNumberIsFoundWithItsPlaceInTheLog() {
    fold(placed(1), cancelled(1), placed(2));

    assertThat(row("SELECT * FROM api.numbers WHERE number = 'GAM-20251121-0002'"))
        .containsEntry("series", "GAM")
        .containsEntry("period", "20251121")
        .containsEntry("sequence", 2L)
        .containsEntry("kind", "order")
        .containsEntry("how", "issued")
        .containsEntry("name", null)
        .containsEntry("type", "orders.placed.v1")
        .containsEntry("topic", "ordinal.orders.events")
        .containsEntry("partition", GAM)
        .containsEntry("log_offset", 2L)
        .containsEntry("command_id", new UUID(1, 2));
    assertThat(count("numbers")).as("cancelling gives no number").isEqualTo(2);
    assertThat(count("numbers WHERE occurred_at = '2025-11-21T12:00:00.123456Z'")).isEqualTo(2);
  }

  @Test
  void aResetAndASyncSkipWhatTheyJump() {
    fold(reset(1, 5), advanced(5, 5), advanced(5, 7));

    assertThat(count("skips")).as("a sync that raises nothing skips nothing").isEqualTo(2);
    assertThat(row("SELECT * FROM api.skips WHERE how = 'reset'"))
        .containsEntry("first", 2L)
        .containsEntry("last", 5L)
        .containsEntry("reason", "a pad was lost")
        .containsEntry("actor", "ann")
        .containsEntry("type", "numbering.sequence-reset.v1")
        .containsEntry("topic", "ordinal.numbering.events")
        .containsEntry("partition", GAM)
        .containsEntry("log_offset", 0L);
    assertThat(row("SELECT * FROM api.skips WHERE how = 'sync'"))
        .containsEntry("first", 6L)
        .containsEntry("last", 7L)
        .containsEntry("actor", null);
    assertThat(row("SELECT current FROM api.sequences")).containsEntry("current", 7L);
  }

  @Test
  void anImportBringsItsNumbersAndOneStretchForThoseItLeavesOut() {
    fold(imported().toArray(Event[]::new));

    assertThat(row("SELECT string_agg(number, ' ' ORDER BY number) AS all FROM api.numbers"))
        .containsEntry("all", "HM-P-0002 HM-P-0004");
    assertThat(row("SELECT * FROM api.numbers WHERE sequence = 2"))
        .containsEntry("kind", "partner")
        .containsEntry("how", "imported")
        .containsEntry("name", "Grace")
        .containsEntry("type", "numbering.number-imported.v1");
    assertThat(row("SELECT * FROM api.skips"))
        .containsEntry("how", "import")
        .containsEntry("first", 1L)
        .containsEntry("last", 4L)
        .containsEntry("type", "numbering.numbers-imported.v1");
    assertThat(row("SELECT current FROM api.sequences")).containsEntry("current", 4L);
  }

  @Test
  void aDryRunChangesNothing() {
    fold(checked());

    assertThat(NumberingSamples.dump(postgres)).isEmpty();
  }

  @Test
  void everySeriesEventThereIsCanBeFolded() {
    SeriesDefinition gam = SeriesDefinition.defaults().get(0);
    List<SeriesEvent> events = new ArrayList<>(imported());
    events.add(new SeriesDefined("GAM", gam, true, Samples.NOON, null, new UUID(8, 8)));
    events.addAll(List.of(reset(1, 5), advanced(5, 7), checked()));
    assertThat(events.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(SeriesEvent.class.getPermittedSubclasses());

    events.forEach(this::fold);

    assertThat(count("series")).isEqualTo(1);
  }

  @Test
  void theTopicOfEveryEventThatGivesANumberIsFolded() {
    Set<TypedTopic<?, ?>> folded =
        new NumbersProjection().feeds().stream().map(Feed::topic).collect(Collectors.toSet());
    assertThat(
            Families.EVENTS.stream()
                .filter(
                    family ->
                        Stream.of(family.getPermittedSubclasses())
                            .anyMatch(NumberIssued.class::isAssignableFrom))
                .<TypedTopic<?, ?>>map(Topics.EVENTS::get))
        .isNotEmpty()
        .isSubsetOf(folded);
  }

  @Test
  void theOrderOfTopicsAndOwnersDoesNotMatter() {
    List<Event> orders = List.of(placed(1), placed(6), cancelled(6), placed(9));
    List<Event> numbering = List.of(reset(1, 5), advanced(6, 8));
    List<List<Batch>> inOrder =
        Stream.of(orders, numbering, imported()).map(this::oneByOne).toList();
    inOrder.forEach(batches -> batches.forEach(this::fold));
    String expected = NumberingSamples.dump(postgres);
    assertThat(expected).contains("GAM-20251121-0009", "a pad was lost", "HM-P-0004", "(GAM,");

    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 10; round++) {
      beginAnew();
      List<Deque<Batch>> left = new ArrayList<>();
      inOrder.forEach(batches -> left.add(new ArrayDeque<>(batches)));
      while (!left.isEmpty()) {
        Deque<Batch> next = left.get(random.nextInt(left.size()));
        fold(next.remove());
        left.removeIf(Deque::isEmpty);
      }
      assertThat(NumberingSamples.dump(postgres))
          .as("-Dordinal.seed=%d, round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  private List<Batch> oneByOne(List<? extends Event> events) {
    return events.stream().map(event -> log.transaction(Samples.event(event))).toList();
  }

  @Test
  void aNumberThatWasImportedAndIsIssuedStopsTheFoldAndIsNamed() {
    fold(imported().toArray(Event[]::new));
    Event twice = TeamsAndPartnersFoldTest.partner(2);

    assertThatThrownBy(() -> fold(twice))
        .isInstanceOf(ImpossibleRecordException.class)
        .hasMessageContaining("HM-P-0002");
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private void fold(Event... events) {
    fold(log.transaction(Stream.of(events).map(Samples::event).toArray(ProducerRecord[]::new)));
  }

  private void fold(Batch batch) {
    standing = readModel.fold(standing, batch);
  }

  private static long count(String from) {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT count(*) FROM api." + from).mapTo(long.class).one());
  }

  private static Map<String, Object> row(String sql) {
    return postgres.jdbi().withHandle(handle -> handle.createQuery(sql).mapToMap().one());
  }
}
