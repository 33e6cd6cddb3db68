package dev.ordinal.projections.projector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.documents.DocumentsProjection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentsReadModelTest {

  private static final Instant NOON = Instant.parse("2025-10-15T05:00:00.123456Z");
  private static final Instant EXPIRY = NOON.plusSeconds(60);
  private static final TopicPartition BOQ =
      new TopicPartition(Topics.DOCUMENT_EVENTS.name(), Topics.partitionOf("BOQ"));

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
        new ReadModel(postgres.jdbi(), new DocumentsProjection().feeds(), Generations::enterActive);
    standing = readModel.standing(Set.of(BOQ));
  }

  @Test
  void aDocumentIsShownAsItWasIssued() {
    fold(issued(1));

    assertThat(row(1))
        .containsEntry("number", "BOQ-2025-10-0001")
        .containsEntry("status", "issued")
        .containsEntry("title", "Bill of quantities")
        .containsEntry("project", null)
        .containsEntry("currency", "THB")
        .containsEntry("total_amount", 12_500_000L)
        .containsEntry("expired", false)
        .containsEntry("reserved_at", null);
  }

  @Test
  void aConfirmedReservationIsADocument() {
    fold(reserved(1));
    assertThat(row(1)).containsEntry("status", "reserved").containsEntry("holder", "ann");

    fold(confirmed(1));
    assertThat(row(1))
        .containsEntry("status", "issued")
        .containsEntry("title", "Bill of quantities")
        .containsEntry("command_id", new UUID(1, 1));
    assertThat(row(1).get("reserved_at")).isNotNull();
  }

  @Test
  void aVoidKeepsItsRowWithItsReason() {
    fold(reserved(1), issued(2), voided(1, true), voided(2, false));

    assertThat(row(1))
        .containsEntry("status", "void")
        .containsEntry("void_reason", "reservation expired")
        .containsEntry("expired", true);
    assertThat(row(2))
        .containsEntry("status", "void")
        .containsEntry("void_reason", "superseded")
        .containsEntry("title", "Bill of quantities")
        .containsEntry("expired", false);
  }

  @Test
  void everyDocumentEventThereIsCanBeFoldedInOneBatch() {
    DocumentEvent[] events = {
      reserved(1), confirmed(1), issued(2), voided(2, false), voided(1, false)
    };
    assertThat(List.of(events).stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(DocumentEvent.class.getPermittedSubclasses());

    fold(events);

    assertThat(row(1)).containsEntry("status", "void");
    assertThat(row(2)).containsEntry("status", "void");
  }

  @Test
  void anImpossibleStepStopsTheFoldAndIsNamed() {
    fold(reserved(1), voided(1, true));

    for (DocumentEvent impossible :
        List.of(reserved(1), confirmed(1), voided(1, false), confirmed(9), voided(9, true))) {
      assertThatThrownBy(() -> fold(impossible))
          .isInstanceOf(ImpossibleRecordException.class)
          .hasMessageContaining(impossible.number());
    }
    assertThat(row(1)).containsEntry("void_reason", "reservation expired");
  }

  private static DocumentEvent issued(long sequence) {
    return new DocumentIssued(
        number(sequence),
        "BOQ",
        "2025-10",
        sequence,
        "Bill of quantities",
        null,
        "THB",
        12_500_000,
        NOON,
        NOON,
        new UUID(1, sequence));
  }

  private static DocumentEvent reserved(long sequence) {
    return new NumberReserved(
        number(sequence),
        "BOQ",
        "2025-10",
        sequence,
        "ann",
        NOON,
        EXPIRY,
        NOON,
        new UUID(1, sequence));
  }

  private static DocumentEvent confirmed(long sequence) {
    return new ReservationConfirmed(
        number(sequence),
        "BOQ",
        "2025-10",
        sequence,
        "Bill of quantities",
        null,
        "THB",
        12_500_000,
        NOON,
        NOON,
        new UUID(2, sequence));
  }

  private static DocumentEvent voided(long sequence, boolean byExpiry) {
    return new DocumentVoided(
        number(sequence),
        "BOQ",
        "2025-10",
        sequence,
        null,
        null,
        byExpiry ? DocumentVoided.EXPIRED : "superseded",
        byExpiry,
        EXPIRY,
        new UUID(3, sequence));
  }

  private static String number(long sequence) {
    return "BOQ-2025-10-%04d".formatted(sequence);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private void fold(DocumentEvent... events) {
    ProducerRecord[] records =
        List.of(events).stream().map(DocumentsReadModelTest::record).toArray(ProducerRecord[]::new);
    standing = readModel.fold(standing, log.transaction(records));
  }

  private static ProducerRecord<byte[], byte[]> record(DocumentEvent event) {
    return new ProducerRecord<>(
        BOQ.topic(),
        BOQ.partition(),
        event.number().getBytes(UTF_8),
        Topics.valueOf(event),
        CloudEventHeaders.of(event, 0, "anonymous"));
  }

  private static Map<String, Object> row(long sequence) {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM api.documents WHERE sequence = ?")
                    .bind(0, sequence)
                    .mapToMap()
                    .one());
  }
}
