package dev.ordinal.orderapi.leads;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadRequestsTest {

  private static final StrictJson JSON = new StrictJson(Validators.newValidator());

  @Test
  void aClaimWithoutMoreIsForFiveMinutesAndDoesNotWait() {
    ClaimLead claim = read("{'claimant':'ada'}", ClaimLeadRequest.class).toCommand("lead-1");
    assertThat(claim).isEqualTo(new ClaimLead("lead-1", "ada", 300, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 86_400})
  void aLeaseLastsFromASecondToADay(int seconds) {
    String body = "{'claimant':'ada','leaseSeconds':" + seconds + ",'joinWaitlist':true}";
    assertThat(read(body, ClaimLeadRequest.class).toCommand("lead-1"))
        .isEqualTo(new ClaimLead("lead-1", "ada", seconds, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/claimant",
        "{'claimant':''}|/claimant",
        "{'claimant':null}|/claimant",
        "{'claimant':7}|/claimant",
        "{'claimant':'\\u0000'}|/claimant",
        "{'claimant':'\\ud800'}|/claimant",
        "{'claimant':'ada','leaseSeconds':0}|/leaseSeconds",
        "{'claimant':'ada','leaseSeconds':-1}|/leaseSeconds",
        "{'claimant':'ada','leaseSeconds':86401}|/leaseSeconds",
        "{'claimant':'ada','leaseSeconds':1.5}|/leaseSeconds",
        "{'claimant':'ada','leaseSeconds':'300'}|/leaseSeconds",
        "{'claimant':'ada','leaseSeconds':99999999999}|/leaseSeconds",
        "{'claimant':'ada','joinWaitlist':'yes'}|/joinWaitlist",
      })
  void whatIsNoClaimIsRefusedWithItsPlace(String body, String pointer) {
    assertThat(refusal(body, ClaimLeadRequest.class))
        .extracting(FieldError::pointer)
        .containsExactly(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'claimant':'ada'}|/fencingToken",
        "{'claimant':'ada','fencingToken':0}|/fencingToken",
        "{'claimant':'ada','fencingToken':'1'}|/fencingToken",
        "{'fencingToken':1}|/claimant",
      })
  void whatIsNoLeaseIsRefusedWithItsPlace(String body, String pointer) {
    assertThat(refusal(body, LeaseRequest.class))
        .extracting(FieldError::pointer)
        .containsExactly(pointer);
  }

  @Test
  void theTextsOfALeadAreBounded() {
    String longest = "{'name':'%s','source':'%s','contact':'%s'}";
    assertThat(
            read(
                    longest.formatted("n".repeat(200), "s".repeat(200), "c".repeat(500)),
                    CreateLeadRequest.class)
                .toCommand("lead-1")
                .name())
        .hasSize(200);
    assertThat(
            refusal(
                longest.formatted("n".repeat(201), "s".repeat(201), "c".repeat(501)),
                CreateLeadRequest.class))
        .extracting(FieldError::pointer)
        .containsExactlyInAnyOrder("/name", "/source", "/contact");
    assertThat(refusal("{}", CreateLeadRequest.class))
        .extracting(FieldError::pointer)
        .containsExactly("/name");
  }

  @Test
  void aRepeatedCreationHasTheIdOfTheFirstOne() {
    String id = LeadResource.idFor(IdempotencyKey.of(List.of("key-1")));
    assertThat(LeadResource.idFor(IdempotencyKey.of(List.of("\"key-1\"")))).isEqualTo(id);
    assertThat(LeadResource.idFor(IdempotencyKey.of(List.of("key-2")))).isNotEqualTo(id);
  }

  private static <T extends JsonRequest> List<FieldError> refusal(String body, Class<T> type) {
    return catchThrowableOfType(ProblemException.class, () -> read(body, type)).problem().errors();
  }

  /** Reads a body in which single quotes stand for double ones. */
  private static <T extends JsonRequest> T read(String body, Class<T> type) {
    return JSON.read(body.replace('\'', '"').getBytes(UTF_8), type);
  }
}
