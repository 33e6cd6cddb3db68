package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.Client.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A payment gateway that signs as Standard Webhooks say. */
public final class AcmePay {

  private static final byte[] KEY = "a key for tests, known to all".getBytes(UTF_8);

  /** What makes {@code up} listen to it. */
  public static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ORDINAL_GATEWAY_ACME_SECRET",
          "whsec_" + Base64.getEncoder().encodeToString(KEY),
          "ORDINAL_GATEWAY_ACME_SERIES",
          "GAM");

  private final Client client;

  public AcmePay(Client client) {
    this.client = client;
  }

  /** A callback about a payment of GBP 15.30, as {@link Examples#order} costs. */
  public static ObjectNode payment(String type, String reference) {
    ObjectNode body = Json.MAPPER.createObjectNode().put("type", "payment." + type);
    body.put("timestamp", "2026-11-21T10:15:30Z").put("livemode", false);
    body.putObject("data")
        .put("paymentReference", reference)
        .put("amount", 1530)
        .put("currency", "GBP");
    return body;
  }

  /** Sends a callback. */
  public CompletableFuture<Answer> send(String webhookId, ObjectNode body) {
    return client.send(request("acme", webhookId, body.toString(), client.now()));
  }

  /** A signed callback that can be changed before it is sent. */
  public HttpRequest.Builder request(
      String gateway, String webhookId, String body, Instant signedAt) {
    return client
        .request("/webhooks/payments/" + gateway)
        .header("Content-Type", "application/json")
        .header("Prefer", "wait=30")
        .header("webhook-id", webhookId)
        .header("webhook-timestamp", Long.toString(signedAt.getEpochSecond()))
        .header("webhook-signature", signature(webhookId, body, signedAt))
        .POST(BodyPublishers.ofString(body, UTF_8));
  }

  private static String signature(String webhookId, String body, Instant signedAt) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      String signed = webhookId + "." + signedAt.getEpochSecond() + "." + body;
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
