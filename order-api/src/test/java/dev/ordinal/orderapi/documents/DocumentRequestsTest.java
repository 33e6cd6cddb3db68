package dev.ordinal.orderapi.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentRequestsTest {

  private static final StrictJson JSON = new StrictJson(Validators.newValidator());
  private static final String CONTENT =
      "'title':'Bill of quantities','project':'Riverside','currency':'THB','totalAmount':12500000";

  @Test
  void aWholeDocumentIsReadAsSent() {
    IssueDocument issue =
        read(
                "{'series':'BOQ'," + CONTENT + ",'occurredAt':'2025-10-15T12:00:00+07:00'}",
                IssueRequest.class)
            .toCommand("BOQ");
    assertThat(issue)
        .isEqualTo(
            new IssueDocument(
                "BOQ",
                new DocumentContent("Bill of quantities", "Riverside", "THB", 12_500_000),
                Instant.parse("2025-10-15T05:00:00Z")));
  }

  @Test
  void aReservationHoldsForAnHourUnlessAskedOtherwise() {
    assertThat(read("{}", ReserveRequest.class).toCommand("BOQ"))
        .isEqualTo(new ReserveNumber("BOQ", 3_600, null, null));
    assertThat(
            read("{'series':'BOQ','ttlSeconds':604800,'holder':'ann'}", ReserveRequest.class)
                .toCommand("BOQ"))
        .isEqualTo(new ReserveNumber("BOQ", 604_800, "ann", null));
  }

  @Test
  void aConfirmationNeedsTheContentAndNoProject() {
    ConfirmReservation confirm =
        read("{'title':'t','currency':'THB','totalAmount':0}", ConfirmRequest.class)
            .toCommand("BOQ", "BOQ-2025-10-0001");
    assertThat(confirm.content()).isEqualTo(new DocumentContent("t", null, "THB", 0));
    assertThat(confirm.holder()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'series':''|/series",
        "'title':null|/title",
        "'title':''|/title",
        "'title':'a\\u0000b'|/title",
        "'title':'a\\ud800b'|/title",
        "'project':''|/project",
        "'currency':'thb'|/currency",
        "'currency':null|/currency",
        "'totalAmount':null|/totalAmount",
        "'totalAmount':-1|/totalAmount",
        "'totalAmount':1.5|/totalAmount",
        "'totalAmount':'1'|/totalAmount",
        "'totalAmount':9223372036854775808|/totalAmount",
        "'occurredAt':'2025-10-15'|/occurredAt",
        "'occurredAt':'1899-12-31T23:59:59Z'|/occurredAt",
        "'number':'BOQ-2025-10-0001'|/number",
      })
  void anInvalidValueIsNamedWithItsPlace(String field, String pointer) {
    String name = field.substring(0, field.indexOf(':'));
    String rest = ("'series':'BOQ'," + CONTENT + ",").replaceAll(name + ":('[^']*'|[0-9]+),", "");
    assertNamed("{" + rest + field + "}", IssueRequest.class, pointer);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "604801", "1.5", "'\"60\"'"})
  void aTimeToLiveIsOneSecondToAWeek(String ttl) {
    assertNamed("{'series':'BOQ','ttlSeconds':" + ttl + "}", ReserveRequest.class, "/ttlSeconds");
  }

  @Test
  void aVoidNeedsAReason() {
    assertNamed("{}", VoidRequest.class, "/reason");
    assertNamed("{'reason':''}", VoidRequest.class, "/reason");
    assertNamed("{'reason':'" + "x".repeat(501) + "'}", VoidRequest.class, "/reason");
    assertThat(read("{'reason':'r','holder':'ann'}", VoidRequest.class).holder()).isEqualTo("ann");
  }

  @Test
  void namesHaveAtMost200Characters() {
    String emoji = "\uD83E\uDD84";
    String body = "{'title':'%s','currency':'THB','totalAmount':1}";
    assertThat(read(body.formatted(emoji.repeat(200)), ConfirmRequest.class).title()).isNotEmpty();
    assertNamed(body.formatted(emoji.repeat(201)), ConfirmRequest.class, "/title");
    assertNamed(
        "{'series':'BOQ','holder':'" + "x".repeat(201) + "'}", ReserveRequest.class, "/holder");
  }

  private static void assertNamed(String body, Class<? extends JsonRequest> type, String pointer) {
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> read(body, type)).problem();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly(pointer);
  }

  /** Reads a body in which single quotes stand for double ones. */
  private static <T extends JsonRequest> T read(String body, Class<T> type) {
    return JSON.read(body.replace('\'', '"').getBytes(UTF_8), type);
  }
}
