package dev.ordinal.orderapi.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.documents.DocumentCommand;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentConfirmed;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
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

  private static final DocumentContent CONTENT = new DocumentContent("Bill", null, "THB", 100);
  private static final DocumentCommand ISSUE =
      new IssueDocument("BOQ", new DocumentContent("Bill", "Riverside", "THB", 100), null);
  private static final DocumentCommand RESERVE = new ReserveNumber("BOQ", 60, null, null);
  private static final DocumentCommand CONFIRM =
      new ConfirmReservation("BOQ", NUMBER, CONTENT, null);
  private static final DocumentCommand VOID = new VoidDocument("BOQ", NUMBER, "superseded", null);

  @Test
  void anIssuedDocumentIsCreatedAtItsNumber() {
    assertAnswer(
        ISSUE,
        new NumberGiven(NUMBER, "2025-10", 43, TIME, TIME, ID),
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
        RESERVE,
        new NumberReserved(
            NUMBER, "BOQ", "2025-10", 43, null, TIME, TIME.plusSeconds(60), TIME, ID),
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
        CONFIRM,
        new DocumentConfirmed("2025-10", 43, TIME, TIME.plusSeconds(1), ID),
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
        VOID,
        new DocumentVoided(
            NUMBER, "BOQ", "2025-10", 43, "THB", 100L, "superseded", false, TIME, ID),
        200,
        null,
        """
        "status":"void","currency":"THB","totalAmount":100,""",
        """
        ,"voidedAt":"2025-10-15T05:00:00Z","voidReason":"superseded","expired":false}""");
  }

  @Test
  void everyDocumentCommandHasAnAnswer() {
    assertThat(List.of(ISSUE, RESERVE, CONFIRM, VOID).stream().<Class<?>>map(Object::getClass))
        .containsExactlyInAnyOrder(DocumentCommand.class.getPermittedSubclasses());
  }

  private static void assertAnswer(
      DocumentCommand command,
      Fact fact,
      int status,
      @Nullable String location,
      String middle,
      String end) {
    Rendered rendered = new DocumentRenderer().render(command, fact);
    assertThat(rendered.status()).isEqualTo(status);
    assertThat(rendered.location()).isEqualTo(location);
    assertThat(MAPPER.valueToTree(rendered.body()).toString())
        .isEqualTo(HEAD + middle + COMMAND + end);
  }
}
