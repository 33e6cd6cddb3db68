package dev.ordinal.numberingstream.topology;

import static dev.ordinal.numberingstream.leads.LeadExamples.T0;
import static dev.ordinal.numberingstream.leads.LeadExamples.claim;
import static dev.ordinal.numberingstream.leads.LeadExamples.createLead;
import static dev.ordinal.numberingstream.leads.LeadExamples.envelope;
import static dev.ordinal.numberingstream.leads.LeadExamples.renew;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.leads.Leads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadlineTopologyTest {

  /** The test driver has one partition, number 0; this lead's partition is 0. */
  private static final String LEAD =
      IntStream.range(0, 100)
          .mapToObj(i -> "lead-" + i)
          .filter(id -> Topics.partitionOf(LeadCommand.ownerOf(id)) == 0)
          .findFirst()
          .orElseThrow();

  private final TestTime time = new TestTime(T0);
  @TempDir private Path stateDir;
  private TopologyTestDriver driver;
  private TestInputTopic<byte[], byte[]> commands;
  private TestOutputTopic<String, LeadEvent> events;

  @BeforeEach
  void start() {
    Properties properties = new StreamSettings().toProperties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver =
        new TopologyTestDriver(
            NumberingTopology.build(
                List.of(new Leads()),
                List.of(),
                time.settings(),
                StreamMetrics.in(new MetricRegistry())),
            properties,
            T0);
    commands =
        driver.createInputTopic(
            Topics.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer());
    events =
        driver.createOutputTopic(
            Topics.LEAD_EVENTS.name(),
            Topics.LEAD_EVENTS.key().deserializer(),
            Topics.LEAD_EVENTS.value().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void whatNobodyAsksForHappensAsTheClockGoesOnAndOnce() {
    send("k1", createLead(LEAD), T0);
    send("k2", claim(LEAD, "ada", 60, false), T0);
    send("k3", claim(LEAD, "grace", 60, true), T0);
    events.readRecordsToList();

    time.pass(driver, TestTime.GRACE.plusSeconds(59));
    assertThat(events.isEmpty()).isTrue();
    time.pass(driver, Duration.ofSeconds(1));

    List<TestRecord<String, LeadEvent>> happened = events.readRecordsToList();
    assertThat(happened).hasSize(2).allMatch(record -> record.key().equals(LEAD));
    assertThat(happened.get(0).value()).isInstanceOf(LeaseExpired.class);
    assertThat(happened.get(1).value()).isInstanceOf(LeadClaimed.class);
    String id = happened.get(0).value().commandId().toString();
    assertThat(happened).extracting(DeadlineTopologyTest::id).containsExactly(id + ".0", id + ".1");
    assertThat(((LeadClaimed) happened.get(1).value()).claimedAt())
        .as("whose turn it is has the lead from now on, not from the lease's end")
        .isEqualTo(time.now());
    time.pass(driver, Duration.ofSeconds(2));
    assertThat(events.isEmpty()).isTrue();
  }

  @Test
  void nothingEndsByItselfWhileCommandsWait() {
    send("k1", createLead(LEAD), T0);
    send("k2", claim(LEAD, "ada", 60, false), T0);
    events.readRecordsToList();
    time.pass(driver, Duration.ofSeconds(30));
    time.commandWaits(true);
    time.pass(driver, Duration.ofHours(1));
    assertThat(events.isEmpty()).isTrue();

    send("k3", renew(LEAD, "ada", 1), T0.plusSeconds(59));
    assertThat(happened()).containsExactly(LeaseRenewed.class);
    time.commandWaits(false);
    time.pass(driver, Duration.ofSeconds(1));
    assertThat(happened()).containsExactly(LeaseExpired.class);
  }

  @Test
  void aCommandFromTheFutureEndsNobodysLease() {
    send("k1", createLead(LEAD), T0);
    send("k2", claim(LEAD, "ada", 1800, false), T0);
    events.readRecordsToList();

    send("k3", claim(LEAD, "grace", 60, false), T0.plus(Duration.ofDays(1)));
    assertThat(events.isEmpty()).as("grace is refused").isTrue();
    time.pass(driver, Duration.ofSeconds(1799));
    send("k4", claim(LEAD, "grace", 60, false), T0.plusSeconds(1800));
    assertThat(happened()).containsExactly(LeaseExpired.class, LeadClaimed.class);
  }

  @Test
  void whatIsLongOverdueAtAStartIsHeldForAWhile() {
    send("k1", createLead(LEAD), T0);
    send("k2", claim(LEAD, "ada", 60, false), T0);
    events.readRecordsToList();
    time.leap(Duration.ofDays(1));

    time.pass(driver, TestTime.HOLD);
    assertThat(events.isEmpty()).isTrue();
    time.pass(driver, Duration.ofSeconds(1));
    assertThat(events.readRecordsToList()).hasSize(1);
  }

  @Test
  void aCommandThatFindsALeaseEndedNumbersItsOwnEventsFromZero() {
    send("k1", createLead(LEAD), T0);
    send("k2", claim(LEAD, "ada", 1, false), T0);
    events.readRecordsToList();
    CommandEnvelope late = send("k3", claim(LEAD, "grace", 60, false), T0.plusSeconds(1));

    List<TestRecord<String, LeadEvent>> happened = events.readRecordsToList();
    assertThat(happened)
        .extracting(DeadlineTopologyTest::id)
        .containsExactly(happened.get(0).value().commandId() + ".0", late.commandId() + ".0");
  }

  private CommandEnvelope send(String key, LeadCommand command, Instant acceptedAt) {
    CommandEnvelope envelope = envelope(key, command, acceptedAt, 0);
    commands.pipeInput(
        command.owner().getBytes(UTF_8),
        Topics.COMMANDS.value().serializer().serialize(Topics.COMMANDS.name(), envelope));
    return envelope;
  }

  private List<Class<?>> happened() {
    return events.readValuesToList().stream().<Class<?>>map(Object::getClass).toList();
  }

  private static String id(TestRecord<String, LeadEvent> event) {
    return new String(event.headers().lastHeader("ce_id").value(), UTF_8);
  }
}
