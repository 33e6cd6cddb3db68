package dev.ordinal.orderapi.partners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterPartnerRequestTest {

  private static final StrictJson JSON = new StrictJson(Validators.newValidator());

  @Test
  void aWholePartnerIsReadAsSent() {
    assertThat(
            read("{'name':'Ada','email':'ada@example.org','phone':'+44','company':'Engines'}")
                .toCommand("HM-P"))
        .isEqualTo(new RegisterPartner("HM-P", "Ada", "ada@example.org", "+44", "Engines"));
  }

  @Test
  void onlyTheNameIsNeeded() {
    assertThat(read("{'name':'Ada'}").toCommand("HM-P"))
        .isEqualTo(new RegisterPartner("HM-P", "Ada", null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/name",
        "{'name':null}|/name",
        "{'name':' \\n'}|/name",
        "{'name':'a\\u0000'}|/name",
        "{'name':'a','email':'a@'}|/email",
        "{'name':'a','email':'a@b@c'}|/email",
        "{'name':'a','email':'a b@c'}|/email",
        "{'name':'a','phone':''}|/phone",
        "{'name':'a','phone':44}|/phone",
        "{'name':'a','company':' '}|/company",
        "{'name':'a','status':'gold'}|/status",
      })
  void whatIsNotValidIsNamedByItsPlace(String body, String pointer) {
    assertRefused(body, pointer);
  }

  @Test
  void everyLimitIsTheLastThatIsTaken() {
    String host = "@" + "h".repeat(189);
    read(partner("n".repeat(200), "m".repeat(64) + host, "1".repeat(50), "c".repeat(200)));
    assertRefused(partner("n".repeat(201), "a@b", "1", "c"), "/name");
    assertRefused(partner("n", "m".repeat(65) + host, "1", "c"), "/email");
    assertRefused(partner("n", "a@b", "1".repeat(51), "c"), "/phone");
    assertRefused(partner("n", "a@b", "1", "c".repeat(201)), "/company");
  }

  private static String partner(String name, String email, String phone, String company) {
    return "{'name':'%s','email':'%s','phone':'%s','company':'%s'}"
        .formatted(name, email, phone, company);
  }

  private static void assertRefused(String body, String pointer) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(body));
    assertThat(refused).as(body).isNotNull();
    assertThat(refused.problem().status()).isEqualTo(422);
    assertThat(refused.problem().errors()).extracting(FieldError::pointer).contains(pointer);
  }

  /** Reads a body in which single quotes stand for double ones. */
  private static RegisterPartnerRequest read(String body) {
    return JSON.read(body.replace('\'', '"').getBytes(UTF_8), RegisterPartnerRequest.class);
  }
}
