package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.gateways.Gateway;
import dev.ordinal.orderapi.gateways.Gateways;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.RequestBody;
import dev.ordinal.orderapi.http.StrictJson;
import dev.ordinal.orderapi.http.Texts;
import dev.ordinal.orderapi.openapi.Gives;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Takes what payment gateways say. Who they are only their signatures tell. */
@Path("/webhooks/payments")
@Produces(MediaType.APPLICATION_JSON)
public final class CallbackResource {

  private final CommandEndpoint commands;
  private final Gateways gateways;
  private final StrictJson json;
  private final InstantSource clock;

  public CallbackResource(
      CommandEndpoint commands, Gateways gateways, Validator validator, InstantSource clock) {
    this.commands = commands;
    this.gateways = gateways;
    this.json = StrictJson.ignoringUnknownFields(validator);
    this.clock = clock;
  }

  /**
   * Takes a callback. The signature is over the bytes of the body, so it is checked first: {@code
   * webhook-id}, {@code webhook-timestamp} and {@code webhook-signature} as Standard Webhooks have
   * them, or {@code Stripe-Signature}, or {@code x-paystack-signature}.
   *
   * @param name the gateway's configured name
   */
  @POST
  @Path("/{gateway}")
  @Needs(Right.NONE)
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = {200, 202},
      body = CallbackView.class,
      reads = CallbackRequest.class,
      key = Gives.Key.NONE,
      problems = {
        "unknown-gateway",
        "signature-invalid",
        "bad-request",
        "idempotency-key-reused",
        "payment-already-received",
        "unknown-series",
        "wrong-series-kind",
        "series-exhausted"
      })
  public CompletionStage<Response> receive(
      @Context HttpHeaders headers, @PathParam("gateway") String name, InputStream body) {
    Gateway gateway =
        gateways
            .find(name)
            .orElseThrow(
                () ->
                    ApiProblem.UNKNOWN_GATEWAY.because(
                        "there is no gateway " + Texts.printable(name)));
    byte[] bytes =
        RequestBody.read(
            body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), StrictJson.MAX_BODY_BYTES);
    String signedId = gateway.verify(headers::getHeaderString, bytes, clock.instant());
    CallbackRequest request = json.read(bytes, CallbackRequest.class);
    String webhookId = signedId == null ? idOf(request.id(), bytes) : signedId;
    return commands.submit(
        headers,
        request.toCommand(gateway.name(), gateway.series(), webhookId),
        IdempotencyKey.of("payment-" + gateway.name(), webhookId),
        "gateway:" + gateway.name());
  }

  /** The id in the body, where that can be one, else what tells one body from all others. */
  private static String idOf(@Nullable JsonNode id, byte[] body) {
    if (id != null && (id.isTextual() || id.isIntegralNumber())) {
      String text = id.asText();
      if (Gateway.isWebhookId(text)) {
        return text;
      }
    }
    return "sha256:" + sha256(body);
  }

  private static String sha256(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
