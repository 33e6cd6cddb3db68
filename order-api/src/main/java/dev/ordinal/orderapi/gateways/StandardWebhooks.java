package dev.ordinal.orderapi.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks 1.0.0 with symmetric keys: HMAC-SHA256 over id, timestamp and body. The header
 * {@code webhook-signature} may hold several signatures, of which those of version {@code v1}
 * count.
 */
final class StandardWebhooks implements SignatureScheme {

  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";

  @Override
  public byte[] key(String secret) {
    String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    try {
      byte[] key = Base64.getDecoder().decode(encoded);
      if (key.length > 0) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the decoder's message, which quotes the secret.
    }
    throw new IllegalArgumentException("a secret must be " + PREFIX + " followed by Base64");
  }

  @Override
  public String verify(
      List<byte[]> keys, UnaryOperator<@Nullable String> header, byte[] body, Instant now) {
    String id = SignatureScheme.required(header, "webhook-id");
    String timestamp = SignatureScheme.required(header, "webhook-timestamp");
    String signatures = SignatureScheme.required(header, "webhook-signature");
    if (!Gateway.isWebhookId(id)) {
      throw SignatureScheme.invalid("the webhook-id is not 1 to 255 visible ASCII characters");
    }
    byte[] before = (id + "." + timestamp + ".").getBytes(UTF_8);
    boolean signed = false;
    for (byte[] key : keys) {
      byte[] expected =
          Base64.getEncoder().encode(SignatureScheme.mac("HmacSHA256", key, before, body));
      for (String signature : signatures.split(" ", -1)) {
        signed |=
            signature.startsWith(VERSION)
                && MessageDigest.isEqual(
                    expected, signature.substring(VERSION.length()).getBytes(UTF_8));
      }
    }
    if (!signed) {
      throw SignatureScheme.invalid("no v1 signature is that of this id, timestamp and body");
    }
    SignatureScheme.checkTime(timestamp, now);
    return id;
  }
}
