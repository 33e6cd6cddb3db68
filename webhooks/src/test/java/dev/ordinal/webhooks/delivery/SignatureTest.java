package dev.ordinal.webhooks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SignatureTest {

  /** The vector that Standard Webhooks publishes. */
  @Test
  void aMessageIsSignedAsTheStandardSays() {
    WebhookSecret secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    String id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    byte[] body = "{\"test\": 2432232314}".getBytes(UTF_8);
    assertThat(Signature.of(secret, id, 1_614_265_330L, body))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void theBodyHoldsTheEventAsItIs() throws IOException {
    byte[] event = "{\"number\":\"GAM-1\",\"name\":\"Café \\u0041\"}".getBytes(UTF_8);
    Message message = Message.of("id.0", "orders.placed.v1", "2026-11-21T10:15:30Z", event);
    JsonNode body = Json.MAPPER.readTree(message.body());
    assertThat(message.id()).isEqualTo("id.0");
    assertThat(body.fieldNames()).toIterable().containsExactly("type", "timestamp", "data");
    assertThat(body.get("type").asText()).isEqualTo("orders.placed.v1");
    assertThat(body.get("timestamp").asText()).isEqualTo("2026-11-21T10:15:30Z");
    assertThat(body.get("data")).isEqualTo(Json.MAPPER.readTree(event));
  }
}
