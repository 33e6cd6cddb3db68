package dev.ordinal.orderapi.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PutSubscriptionRequestTest {

  private static final StrictJson JSON = new StrictJson(Validators.newValidator());
  private static final WebhookSecret MADE = WebhookSecret.of(new byte[32]);
  private static final String GIVEN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void aWholeSubscriptionIsReadAsSent() {
    DefineSubscription command =
        command(
            "{'url':'https://shop.example.org:8443/hooks?a=b','eventTypes':['orders.placed.v1'],"
                + "'secret':'"
                + GIVEN
                + "','enabled':false}");
    assertThat(command.subscriptionId()).isEqualTo("shop");
    assertThat(command.url()).isEqualTo("https://shop.example.org:8443/hooks?a=b");
    assertThat(command.eventTypes()).containsExactly("orders.placed.v1");
    assertThat(command.secret()).isEqualTo(new WebhookSecret(GIVEN));
    assertThat(command.secretMade()).isFalse();
    assertThat(command.enabled()).isFalse();
  }

  @Test
  void theSecretIsMadeAndTheSubscriptionEnabledIfNothingElseIsSaid() {
    DefineSubscription command = command("{'url':'https://a.example','eventTypes':['*']}");
    assertThat(command.secret()).isEqualTo(MADE);
    assertThat(command.secretMade()).isTrue();
    assertThat(command.enabled()).isTrue();
  }

  @Test
  void aRepeatAsksForTheSameWhateverSecretIsMade() {
    PutSubscriptionRequest request = read("{'url':'https://a.example','eventTypes':['*']}");
    assertThat(request.toCommand("shop", false, MADE).asAsked())
        .isEqualTo(
            request
                .toCommand(
                    "shop",
                    false,
                    WebhookSecret.of(
                        new byte[] {
                          1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
                        }))
                .asAsked());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'eventTypes':['*']}|/url",
        "{'url':'','eventTypes':['*']}|/url",
        "{'url':'shop','eventTypes':['*']}|/url",
        "{'url':'/hooks','eventTypes':['*']}|/url",
        "{'url':'ftp://a.example','eventTypes':['*']}|/url",
        "{'url':'http://a.example','eventTypes':['*']}|/url",
        "{'url':'https://a.example:0/','eventTypes':['*']}|/url",
        "{'url':'https://a.example:70000/','eventTypes':['*']}|/url",
        "{'url':'https://u:p@a.example/','eventTypes':['*']}|/url",
        "{'url':'https://a.example/#f','eventTypes':['*']}|/url",
        "{'url':'https://a.example/\\u00e9','eventTypes':['*']}|/url",
        "{'url':'https://0x7f.1/','eventTypes':['*']}|/url",
        "{'url':'https://a.example'}|/eventTypes",
        "{'url':'https://a.example','eventTypes':[]}|/eventTypes",
        "{'url':'https://a.example','eventTypes':['orders.*']}|/eventTypes/0",
        "{'url':'https://a.example','eventTypes':['orders.placed.v1','*']}|/eventTypes/1",
        "{'url':'https://a.example','eventTypes':['orders.place.v1']}|/eventTypes/0",
        "{'url':'https://a.example','eventTypes':['webhooks.secret-set.v1']}|/eventTypes/0",
        "{'url':'https://a.example','eventTypes':['orders.placed.v1','orders.placed.v1']}"
            + "|/eventTypes/1",
        "{'url':'https://a.example','eventTypes':['*'],'enabled':'yes'}|/enabled",
      })
  void whatIsWrongIsNamed(String body, String pointer) {
    assertThat(problem(body).problem().errors())
        .extracting(FieldError::pointer)
        .containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa",
        "whsec_not*base64*not*base64*not*base64",
        "whsec_",
      })
  void aSecretOfAnotherFormIsRefusedAndNotQuoted(String secret) {
    ProblemException refused =
        problem("{'url':'https://a.example','eventTypes':['*'],'secret':'" + secret + "'}");
    assertThat(refused.problem().errors())
        .extracting(FieldError::pointer)
        .containsExactly("/secret");
    assertThat(refused.problem().errors().get(0).detail() + refused.problem().detail())
        .doesNotContain("MfKQ9r8", "*base64*");
  }

  @Test
  void httpIsForWhereItIsAllowed() {
    PutSubscriptionRequest request = read("{'url':'http://10.0.0.1:8080','eventTypes':['*']}");
    assertThat(request.toCommand("shop", true, MADE).url()).isEqualTo("http://10.0.0.1:8080");
  }

  private static ProblemException problem(String body) {
    return catchThrowableOfType(ProblemException.class, () -> command(body));
  }

  private static DefineSubscription command(String body) {
    return read(body).toCommand("shop", false, MADE);
  }

  private static PutSubscriptionRequest read(String body) {
    return JSON.read(body.replace('\'', '"').getBytes(UTF_8), PutSubscriptionRequest.class);
  }
}
