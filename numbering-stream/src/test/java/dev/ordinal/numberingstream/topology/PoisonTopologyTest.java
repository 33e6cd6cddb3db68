package dev.ordinal.numberingstream.topology;

import static dev.ordinal.numberingstream.orders.OrderExamples.ACCEPTED_AT;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.Trapped;
import dev.ordinal.numberingstream.leads.LeadExamples;
import dev.ordinal.numberingstream.leads.Leads;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.series.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and deadlines that make the decider fail, among others. */
class PoisonTopologyTest {

  private static final String SECRET = "Ada Lovelace";
  private static final String LEAD =
      IntStream.range(0, 100)
          .mapToObj(i -> "lead-" + i)
          .filter(id -> Topics.partitionOf(LeadCommand.ownerOf(id)) == 0)
          .findFirst()
          .orElseThrow();

  @TempDir private Path stateDir;
  private final TestTime time = new TestTime(ACCEPTED_AT);
  private StreamMetrics metrics;
  private Driver driver;
  private boolean isMended;

  @BeforeEach
  void start() {
    metrics = StreamMetrics.in(new MetricRegistry());
    driver = new Driver(topology(), stateDir.resolve("1"), time);
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private Topology topology() {
    Consumer<Object> trap = this::trap;
    List<Capability<?, ?>> capabilities =
        List.of(
            new Series(List.of()),
            new Trapped<>(new Orders(), trap),
            new Trapped<>(new Leads(), trap));
    return NumberingTopology.build(
        capabilities, List.of(Driver.series()), time.settings(), metrics);
  }

  private void trap(Object about) {
    if (isMended) {
      return;
    }
    if (about instanceof PlaceOrder order && order.paymentReference() != null) {
      spring("decide", order.paymentReference());
    } else if (about instanceof OrderPlaced placed && placed.paymentReference() != null) {
      spring("evolve", placed.paymentReference());
    } else if (about instanceof Deadline deadline && deadline.subject().equals(LEAD)) {
      throw new IllegalStateException(SECRET);
    }
  }

  private static void spring(String where, String trap) {
    if (trap.equals(where + " bug")) {
      throw new IllegalStateException(SECRET);
    } else if (trap.equals(where + " recursion")) {
      spring(where, new String(trap));
    } else if (trap.equals(where + " linkage")) {
      throw new NoClassDefFoundError(SECRET);
    } else if (trap.equals(where + " memory")) {
      throw new OutOfMemoryError("on purpose");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decide bug",
        "decide recursion",
        "decide linkage",
        "evolve bug",
        "evolve recursion",
        "evolve linkage",
      })
  void aCommandWhoseDecisionFailsIsParkedAndTheOthersGoOnBeforeAndAfterARestart(String trap) {
    for (int start = 1; start <= 2; start++) {
      CommandEnvelope poison = order("poison", trap);
      driver.send(order("k1", null));
      driver.send(poison);
      driver.send(order("k2", null));

      List<Outcome> replies = driver.replies();
      assertThat(replies)
          .extracting(Outcome::status)
          .containsExactly("accepted", "parked", "accepted");
      assertThat(Objects.requireNonNull(replies.get(1).rejection()))
          .satisfies(
              told -> {
                assertThat(told.code()).isEqualTo("command-parked");
                assertThat(told.toString()).doesNotContain(SECRET);
              });
      assertThat(numbers()).containsExactly("0001", "0002");
      TestRecord<byte[], byte[]> dead = driver.read(Topics.DEAD_LETTERS).get(0);
      assertThat(dead.value()).isEqualTo(bytes(poison));
      DeadLetter letter = DeadLetter.of(dead.headers());
      assertThat(letter.offset()).isEqualTo(1);
      assertThat(Objects.requireNonNull(letter.parked()).commandId()).isEqualTo(poison.commandId());
      assertThat(letter.parked().place()).contains("PoisonTopologyTest");
      assertThat(letter.parked().exception()).startsWith("java.lang.");
      assertThat(dead.headers().toString()).doesNotContain(SECRET);
      assertThat(metrics.parked().getCount()).isEqualTo(start);
      driver.close();
      driver = new Driver(topology(), stateDir.resolve("again"), time);
    }
  }

  @Test
  void aRepeatOfAParkedCommandIsDecidedAnewOnceTheFaultIsMended() {
    CommandEnvelope poison = order("k", "evolve bug");
    driver.send(poison);
    driver.send(poison);
    isMended = true;
    driver.send(poison);
    driver.send(poison);
    assertThat(driver.replies())
        .extracting(Outcome::status)
        .containsExactly("parked", "parked", "accepted", "accepted");
    assertThat(numbers()).containsExactly("0001");
  }

  @Test
  void anEventOrReplyThatIsTooLargeParksItsCommand() {
    PlaceOrder small = place(Driver.SERIES, null, null);
    OrderLine wide = new OrderLine("x".repeat(Topics.MAX_RECORD_BYTES), "", 1, 1);
    PlaceOrder large =
        new PlaceOrder(small.series(), null, "GBP", List.of(wide), null, null, small.metadata());
    driver.send(envelope("k1", large, 1));
    driver.send(order("k2", null));
    assertThat(driver.replies()).extracting(Outcome::status).containsExactly("parked", "accepted");
    assertThat(DeadLetter.of(driver.read(Topics.DEAD_LETTERS).get(0).headers()).reason())
        .contains("orders.placed.v1")
        .contains("bytes");
    assertThat(numbers()).containsExactly("0001");
  }

  @Test
  void aStateValueThatIsTooLargeParksItsCommand() {
    // Its outcome keeps the fingerprint.
    CommandEnvelope good = order("k1", null);
    driver.send(
        new CommandEnvelope(
            good.commandId(),
            "k1",
            "f".repeat(Topics.MAX_RECORD_BYTES),
            good.acceptedAt(),
            good.actor(),
            good.command()));
    driver.send(order("k2", null));
    assertThat(driver.replies()).extracting(Outcome::status).containsExactly("parked", "accepted");
    assertThat(DeadLetter.of(driver.read(Topics.DEAD_LETTERS).get(0).headers()).reason())
        .contains("a value of outcomes");
    assertThat(numbers()).containsExactly("0001");
  }

  @Test
  void theLargestCommandFitsTheDeadLettersAndALargerRecordLeavesItsHeadersThere() {
    byte[] largest = new byte[Topics.MAX_COMMAND_BYTES];
    driver.send(Driver.SERIES, largest);
    driver.send(Driver.SERIES, new byte[Topics.MAX_DEAD_LETTER_BYTES]);
    List<TestRecord<byte[], byte[]>> dead = driver.read(Topics.DEAD_LETTERS);
    assertThat(dead.get(0).value()).hasSameSizeAs(largest);
    assertThat(DeadLetter.of(dead.get(0).headers()).isWhole()).isTrue();
    assertThat(dead.get(1).value()).isNull();
    assertThat(DeadLetter.of(dead.get(1).headers()).isWhole()).isFalse();
    assertThat(DeadLetter.of(dead.get(1).headers()).offset()).isEqualTo(1);
  }

  @Test
  void whereMemoryIsUsedUpNothingIsParkedAndTheTaskStops() {
    assertThatThrownBy(() -> driver.send(order("k", "decide memory")))
        .hasStackTraceContaining("OutOfMemoryError");
    assertThat(metrics.parked().getCount()).isZero();
  }

  @Test
  void aDeadlineWhoseRuleFailsWaitsAndTheOthersAreActedOn() {
    String sound =
        IntStream.range(100, 300)
            .mapToObj(i -> "lead-" + i)
            .filter(id -> Topics.partitionOf(LeadCommand.ownerOf(id)) == 0)
            .findFirst()
            .orElseThrow();
    int keys = 0;
    for (String lead : List.of(LEAD, sound)) {
      driver.send(lead("k" + keys++, LeadExamples.createLead(lead)));
      driver.send(lead("k" + keys++, LeadExamples.claim(lead, "ada", 60, false)));
    }
    driver.passes(TestTime.GRACE.plusSeconds(60));
    assertThat(expired()).containsExactly(sound);
    assertThat(metrics.health().failing()).isEqualTo(1);
    long tries = metrics.failed().getCount();
    for (int tick = 0; tick < 5; tick++) {
      driver.passes(Duration.ofMillis(100));
    }
    assertThat(metrics.failed().getCount()).as("it is not tried at every tick").isEqualTo(tries);

    driver.send(order("k9", null));
    assertThat(driver.replies()).last().extracting(Outcome::status).isEqualTo("accepted");
    isMended = true;
    driver.passes(Duration.ofMinutes(5));
    assertThat(expired()).containsExactly(LEAD);
    driver.passes(Duration.ofMillis(100));
    assertThat(metrics.health().failing()).isZero();
  }

  private List<String> expired() {
    return driver.read(Topics.LEAD_EVENTS).stream()
        .map(TestRecord::value)
        .filter(LeaseExpired.class::isInstance)
        .map(event -> ((LeaseExpired) event).leadId())
        .toList();
  }

  private static CommandEnvelope lead(String key, LeadCommand command) {
    return LeadExamples.envelope(key, command, ACCEPTED_AT, 0);
  }

  private static CommandEnvelope order(String key, @Nullable String trap) {
    OrderCommand command = place(Driver.SERIES, trap, null);
    return envelope(key, command, 1);
  }

  private List<String> numbers() {
    return driver.read(Topics.ORDER_EVENTS).stream()
        .map(TestRecord::value)
        .map(OrderEvent::subject)
        .map(number -> number.substring(number.length() - 4))
        .toList();
  }

  private static byte[] bytes(CommandEnvelope envelope) {
    return Topics.COMMANDS.value().serializer().serialize(Topics.COMMANDS.name(), envelope);
  }
}
