package dev.ordinal.projections.projector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.leads.LeadsProjection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadsReadModelTest {

  private static final UUID ID = new UUID(7, 7);
  private static final Instant T0 = Samples.NOON;
  private static final Instant END = T0.plusSeconds(60);
  private static final LeadEvent CREATED = new LeadCreated("lead-1", "Ada", "web", null, T0, ID);
  private static final LeadEvent CLAIMED =
      new LeadClaimed("lead-1", "ada", 1, 60, T0, END, false, ID);
  private static final LeadEvent WAITLISTED = new LeadWaitlisted("lead-1", "grace", 1, 60, T0, ID);
  private static final LeadEvent RENEWED =
      new LeaseRenewed("lead-1", "ada", 1, T0, T0, END.plusSeconds(5), ID);
  private static final LeadEvent EXPIRED = new LeaseExpired("lead-1", "ada", 1, END, END, ID);
  private static final LeadEvent PROMOTED =
      new LeadClaimed("lead-1", "grace", 2, 60, END, END.plusSeconds(60), true, ID);
  private static final LeadEvent RELEASED = new LeadReleased("lead-1", "grace", 2, END, ID);

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
    readModel =
        new ReadModel(postgres.jdbi(), new LeadsProjection().feeds(), Generations::enterActive);
    int partition = Topics.partitionOf(CREATED.owner());
    standing = readModel.standing(Set.of(new TopicPartition(Topics.LEAD_EVENTS.name(), partition)));
  }

  @Test
  void aLeadIsShownAsItStands() {
    fold(CREATED);
    assertThat(lead())
        .containsEntry("name", "Ada")
        .containsEntry("source", "web")
        .containsEntry("status", "open")
        .containsEntry("claimant", null);
    fold(CLAIMED, WAITLISTED);
    assertThat(lead())
        .containsEntry("status", "claimed")
        .containsEntry("claimant", "ada")
        .containsEntry("fencing_token", 1L)
        .containsEntry("waiting", 1L);
    fold(EXPIRED, PROMOTED);
    assertThat(lead())
        .containsEntry("status", "claimed")
        .containsEntry("claimant", "grace")
        .containsEntry("fencing_token", 2L)
        .containsEntry("waiting", 0L);
    fold(RELEASED);
    assertThat(lead()).containsEntry("status", "open").containsEntry("claimant", null);
  }

  @Test
  void everyLeadEventThereIsCanBeFolded() {
    List<LeadEvent> events =
        List.of(CREATED, CLAIMED, WAITLISTED, RENEWED, EXPIRED, PROMOTED, RELEASED);
    assertThat(events.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(LeadEvent.class.getPermittedSubclasses());
    fold(events.toArray(LeadEvent[]::new));
    assertThat(lead()).containsEntry("status", "open").containsEntry("fencing_token", 2L);
  }

  @Test
  void aSecondWinnerStopsTheFold() {
    fold(CREATED, CLAIMED);
    Stream.of(PROMOTED, CLAIMED, RELEASED)
        .forEach(
            event ->
                assertThatThrownBy(() -> fold(event))
                    .as(event.toString())
                    .isInstanceOf(ImpossibleRecordException.class));
    assertThat(lead()).containsEntry("claimant", "ada").containsEntry("fencing_token", 1L);
  }

  private void fold(LeadEvent... events) {
    for (LeadEvent event : events) {
      standing = readModel.fold(standing, log.transaction(message(event)));
    }
  }

  private static ProducerRecord<byte[], byte[]> message(LeadEvent event) {
    String topic = Topics.LEAD_EVENTS.name();
    return new ProducerRecord<>(
        topic,
        Topics.partitionOf(event.owner()),
        event.leadId().getBytes(UTF_8),
        Topics.LEAD_EVENTS.value().serializer().serialize(topic, event),
        CloudEventHeaders.of(event, 0, "anonymous"));
  }

  private static Map<String, Object> lead() {
    return postgres
        .jdbi()
        .withHandle(handle -> handle.createQuery("SELECT * FROM api.leads").mapToMap().one());
  }
}
