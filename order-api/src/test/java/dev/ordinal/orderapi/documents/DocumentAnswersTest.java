package dev.ordinal.orderapi.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.orderapi.commands.Rendered;
import io.dropwizard.jackson.Jackson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentAnswersTest {

  private static final ObjectMapper MAPPER =
      Jackson.newObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final UUID ID = UUID.fromString("0197a0b4-0000-7000-8000-000000000001");
  private static final Instant TIME = Instant.parse("2025-10-15T05:00:00Z");
  private static final String NUMBER = "BOQ-2025-10-0043";
  private static final String HEAD =
      """
      {"number":"BOQ-2025-10-0043","series":"BOQ","period":"2025-10","sequence":43,""";
  private static final String COMMAND =
      """
      "commandId":"0197a0b4-0000-7000-8000-000000000001\"""";

  private static final DocumentEvent ISSUED =
      new DocumentIssued(
          NUMBER, "BOQ", "2025-10", 43, "Bill", "Riverside", "THB", 100, TIME, TIME, ID);
  private static final DocumentEvent RESERVED =
      new NumberReserved(NUMBER, "BOQ", "2025-10", 43, null, TIME, TIME.plusSeconds(60), TIME, ID);
  private static final DocumentEvent CONFIRMED =
      new ReservationConfirmed(
          NUMBER, "BOQ", "2025-10", 43, "Bill", null, "THB", 100, TIME, TIME.plusSeconds(1), ID);
  private static final DocumentEvent VOIDED =
      new DocumentVoided(NUMBER, "BOQ", "2025-10", 43, "THB", 100L, "superseded", false, TIME, ID);

  @Test
  void anIssuedDocumentIsCreatedAtItsNumber() {
    assertAnswer(
        ISSUED,
        201,
        "/documents/" + NUMBER,
        """
        "status":"issued","title":"Bill","project":"Riverside","currency":"THB",\
        "totalAmount":100,"issuedAt":"2025-10-15T05:00:00Z","recordedAt":"2025-10-15T05:00:00Z",""",
        "}");
  }

  @Test
  void aReservationIsCreatedAtItsNumberAndTellsItsEnd() {
    assertAnswer(
        RESERVED,
        201,
        "/documents/" + NUMBER,
        """
        "status":"reserved","reservedAt":"2025-10-15T05:00:00Z",\
        "expiresAt":"2025-10-15T05:01:00Z","recordedAt":"2025-10-15T05:00:00Z",""",
        "}");
  }

  @Test
  void aConfirmationIsAnsweredWithTheDocument() {
    assertAnswer(
        CONFIRMED,
        200,
        null,
        """
        "status":"issued","title":"Bill","currency":"THB","totalAmount":100,\
        "reservedAt":"2025-10-15T05:00:00Z","issuedAt":"2025-10-15T05:00:01Z",""",
        "}");
  }

  @Test
  void aVoidIsAnsweredWithItsReason() {
    assertAnswer(
        VOIDED,
        200,
        null,
        """
        "status":"void","currency":"THB","totalAmount":100,""",
        """
        ,"voidedAt":"2025-10-15T05:00:00Z","voidReason":"superseded","expired":false}""");
  }

  @Test
  void everyDocumentEventHasAnAnswer() {
    assertThat(
            List.of(ISSUED, RESERVED, CONFIRMED, VOIDED).stream().<Class<?>>map(Object::getClass))
        .containsExactlyInAnyOrder(DocumentEvent.class.getPermittedSubclasses());
  }

  private static void assertAnswer(
      DocumentEvent event, int status, @Nullable String location, String middle, String end) {
    Rendered rendered = new DocumentRenderer().render(event);
    assertThat(rendered.status()).isEqualTo(status);
    assertThat(rendered.location()).isEqualTo(location);
    assertThat(MAPPER.valueToTree(rendered.body()).toString())
        .isEqualTo(HEAD + middle + COMMAND + end);
  }
}
