package dev.ordinal.orderapi.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import jakarta.validation.ConstraintViolation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewaysTest {

  private static final ObjectMapper MAPPER = Jackson.newObjectMapper();
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void theEnvironmentNamesGateways() {
    Gateways gateways =
        gateways(
            Map.of(
                "ORDINAL_GATEWAY_ACME_SECRET", SECRET + ", " + SECRET,
                "ORDINAL_GATEWAY_MY_SHOP_SECRET", "sk_1",
                "ORDINAL_GATEWAY_MY_SHOP_SCHEME", "paystack",
                "ORDINAL_GATEWAY_MY_SHOP_SERIES", "RET",
                "PATH", "/bin"));
    assertThat(gateways.find("acme").orElseThrow().series()).isEqualTo("GAM");
    assertThat(gateways.find("my_shop").orElseThrow().series()).isEqualTo("RET");
    assertThat(gateways.find("ACME")).isEmpty();
    assertThat(gateways.find("other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ORDINAL_GATEWAY_ACME_SECRET, whsec_no*base64, ORDINAL_GATEWAY_ACME_SECRET",
    "ORDINAL_GATEWAY_ACME_SECRET, whsec_, ORDINAL_GATEWAY_ACME_SECRET",
    "ORDINAL_GATEWAY_ACME_SECRET, '', ORDINAL_GATEWAY_ACME_SECRET",
    "ORDINAL_GATEWAY_ACME_SECRET, 'whsec_AAAA,', ORDINAL_GATEWAY_ACME_SECRET",
    "ORDINAL_GATEWAY_ACME_SERIES, RET, ORDINAL_GATEWAY_ACME_SECRET",
    "ORDINAL_GATEWAY_ACME_SECRETS, whsec_AAAA, ORDINAL_GATEWAY_ACME_SECRETS",
    "ORDINAL_GATEWAY_SECRET, whsec_AAAA, ORDINAL_GATEWAY_SECRET",
    "ORDINAL_GATEWAY_acme_SECRET, whsec_AAAA, ORDINAL_GATEWAY_acme_SECRET",
  })
  void aWrongVariableIsNamedAndNoSecretIsShown(String variable, String value, String named) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gateways(Map.of(variable, value)))
        .withMessageStartingWith(named + ":")
        .satisfies(e -> assertThat(e).hasMessageNotContaining("base64").hasNoCause());
  }

  @Test
  void aWrongSeriesOrSchemeIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                gateways(
                    Map.of(
                        "ORDINAL_GATEWAY_ACME_SECRET",
                        SECRET,
                        "ORDINAL_GATEWAY_ACME_SERIES",
                        "gam")))
        .withMessageStartingWith("ORDINAL_GATEWAY_ACME_SERIES:");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                gateways(
                    Map.of(
                        "ORDINAL_GATEWAY_ACME_SECRET",
                        SECRET,
                        "ORDINAL_GATEWAY_ACME_SCHEME",
                        "paypal")))
        .withMessageStartingWith("ORDINAL_GATEWAY_ACME_SCHEME:");
  }

  @Test
  void configuredGatewaysAreThereTooAndWrongOnesAreNamed() {
    GatewaySettings good =
        settings("{'name':'acme','scheme':'stripe','series':'RET','secrets':['whsec_1']}");
    assertThat(Gateways.of(List.of(good), Map.of(), () -> "GAM").find("acme")).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Gateways.of(
                    List.of(good), Map.of("ORDINAL_GATEWAY_ACME_SECRET", SECRET), () -> "GAM"))
        .withMessageContaining("two gateways named acme");
    GatewaySettings bad = settings("{'name':'other','secrets':['*']}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Gateways.of(List.of(good, bad), Map.of(), () -> "GAM"))
        .withMessageStartingWith("gateways[1].secrets:");
  }

  @Test
  void theValidatorNamesWhatIsMissing() {
    assertThat(Validators.newValidator().validate(settings("{'name':'A b'}")))
        .extracting(ConstraintViolation::getPropertyPath)
        .extracting(Object::toString)
        .containsExactlyInAnyOrder("name", "secrets");
  }

  private static Gateways gateways(Map<String, String> environment) {
    return Gateways.of(List.of(), environment, () -> "GAM");
  }

  private static GatewaySettings settings(String json) {
    try {
      return MAPPER.readValue(json.replace('\'', '"'), GatewaySettings.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
