package dev.ordinal.orderapi.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.orderapi.http.ProblemException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {

  // The test vector that the Standard Webhooks libraries share.
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIME = 1614265330;
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static final Instant NOW = Instant.ofEpochSecond(TIME);
  private static final String OTHER_SECRET = "whsec_c29tZXRoaW5nIGVsc2UgYWx0b2dldGhlcg==";

  @Test
  void thePublishedVectorOfStandardWebhooksPasses() {
    assertThat(verify(standard(SECRET), headers(ID, TIME, SIGNATURE), BODY, NOW)).isEqualTo(ID);
  }

  @Test
  void oneOfSeveralSignaturesAndSecretsIsEnough() {
    Map<String, String> headers = headers(ID, TIME, "v1a,AAAA v1,AAAA " + SIGNATURE + " v2,what");
    assertThat(verify(standard(OTHER_SECRET, SECRET), headers, BODY, NOW)).isEqualTo(ID);
    assertThat(verify(standard(SECRET, OTHER_SECRET), headers, BODY, NOW)).isEqualTo(ID);
    refused(standard(OTHER_SECRET), headers, BODY, NOW);
  }

  @Test
  void whateverIsChangedTheSignatureNoLongerHolds() {
    Gateway gateway = standard(SECRET);
    refused(gateway, headers(ID + "x", TIME, SIGNATURE), BODY, NOW);
    refused(gateway, headers(ID, TIME + 1, SIGNATURE), BODY, NOW);
    refused(gateway, headers(ID, TIME, SIGNATURE), BODY + " ", NOW);
    refused(gateway, headers(ID, TIME, SIGNATURE.replace('g', 'h')), BODY, NOW);
    refused(gateway, headers(ID, TIME, SIGNATURE.replace("v1,", "v2,")), BODY, NOW);
    refused(gateway, headers(ID, TIME, SIGNATURE.substring(3)), BODY, NOW);
    refused(gateway, headers(ID, TIME, "v1,"), BODY, NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void aMissingHeaderIsNamed(String header) {
    Map<String, String> headers = headers(ID, TIME, SIGNATURE);
    headers.remove(header);
    assertThat(refused(standard(SECRET), headers, BODY, NOW)).contains(header);
    headers.put(header, " ");
    assertThat(refused(standard(SECRET), headers, BODY, NOW)).contains(header);
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 0, 300})
  void aTimeWithinFiveMinutesPassesBothWays(long seconds) {
    Map<String, String> headers = headers(ID, TIME, SIGNATURE);
    assertThat(verify(standard(SECRET), headers, BODY, NOW.plusSeconds(seconds))).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, 2_000_000_000L, -1_614_265_330L})
  void aTimeFurtherAwayIsRefusedThoughItIsSigned(long seconds) {
    Map<String, String> headers = headers(ID, TIME, SIGNATURE);
    assertThat(refused(standard(SECRET), headers, BODY, NOW.plusSeconds(seconds)))
        .contains("5 minutes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "now",
        "9223372036854775807",
        "-9223372036854775808",
        "1e9",
        "99999999999999999999"
      })
  void aTimestampThatIsNoneIsRefusedThoughItIsSigned(String timestamp) {
    byte[] before = (ID + "." + timestamp + ".").getBytes(UTF_8);
    byte[] key = new StandardWebhooks().key(SECRET);
    String signature =
        "v1,"
            + Base64.getEncoder()
                .encodeToString(
                    SignatureScheme.mac("HmacSHA256", key, before, BODY.getBytes(UTF_8)));
    Map<String, String> headers = headers(ID, TIME, signature);
    headers.put("webhook-timestamp", timestamp);
    assertThat(refused(standard(SECRET), headers, BODY, NOW)).contains("timestamp");
  }

  @Test
  void anIdThatCannotBeOneIsRefused() {
    refused(standard(SECRET), headers("a b", TIME, SIGNATURE), BODY, NOW);
    refused(standard(SECRET), headers("a".repeat(256), TIME, SIGNATURE), BODY, NOW);
  }

  @Test
  void stripesSignatureIsOverTimestampAndBody() {
    Gateway stripe = new Gateway("stripe", "GAM", Scheme.STRIPE, List.of("whsec_old", "whsec_1"));
    String signature = hex("HmacSHA256", "whsec_1", TIME + "." + BODY);
    String header = "t=" + TIME + ", v1=00ff,v1=" + signature + ",v0=x";
    assertThat(verify(stripe, Map.of("Stripe-Signature", header), BODY, NOW)).isNull();
    refused(stripe, Map.of("Stripe-Signature", header), BODY + " ", NOW);
    refused(stripe, Map.of("Stripe-Signature", header), BODY, NOW.plusSeconds(301));
    refused(stripe, Map.of("Stripe-Signature", "v1=" + signature), BODY, NOW);
    refused(stripe, Map.of("Stripe-Signature", header + ",t=" + TIME), BODY, NOW);
    refused(stripe, Map.of("Stripe-Signature", "t=" + TIME + ",v0=" + signature), BODY, NOW);
    refused(stripe, Map.of(), BODY, NOW);
  }

  @Test
  void paystacksSignatureIsOverTheBodyAlone() {
    Gateway paystack = new Gateway("paystack", "GAM", Scheme.PAYSTACK, List.of("sk_1", "sk_2"));
    Map<String, String> headers = Map.of("x-paystack-signature", hex("HmacSHA512", "sk_2", BODY));
    assertThat(verify(paystack, headers, BODY, NOW)).isNull();
    refused(paystack, headers, BODY + " ", NOW);
    refused(paystack, Map.of("x-paystack-signature", hex("HmacSHA512", "sk_3", BODY)), BODY, NOW);
    refused(paystack, Map.of(), BODY, NOW);
  }

  private static Gateway standard(String... secrets) {
    return new Gateway("acme", "GAM", Scheme.STANDARD, List.of(secrets));
  }

  private static Map<String, String> headers(String id, long timestamp, String signature) {
    return new TreeMap<>(
        Map.of(
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(timestamp),
            "webhook-signature",
            signature));
  }

  private static @Nullable String verify(
      Gateway gateway, Map<String, String> headers, String body, Instant now) {
    return gateway.verify(headers::get, body.getBytes(UTF_8), now);
  }

  private static String refused(
      Gateway gateway, Map<String, String> headers, String body, Instant now) {
    String[] detail = new String[1];
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> verify(gateway, headers, body, now))
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(401);
              assertThat(e.problem().code()).isEqualTo("signature-invalid");
              detail[0] = e.problem().detail();
            });
    return detail[0];
  }

  private static String hex(String algorithm, String secret, String text) {
    return HexFormat.of()
        .formatHex(SignatureScheme.mac(algorithm, secret.getBytes(UTF_8), text.getBytes(UTF_8)));
  }
}
