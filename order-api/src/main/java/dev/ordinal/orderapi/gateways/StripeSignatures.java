package dev.ordinal.orderapi.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's: the header {@code Stripe-Signature} holds a timestamp {@code t} and signatures {@code
 * v1}, each HMAC-SHA256 in hex over timestamp and body. The secret counts as it is written.
 */
final class StripeSignatures implements SignatureScheme {

  private static final String HEADER = "Stripe-Signature";

  @Override
  public byte[] key(String secret) {
    return secret.getBytes(UTF_8);
  }

  @Override
  public @Nullable String verify(
      List<byte[]> keys, UnaryOperator<@Nullable String> header, byte[] body, Instant now) {
    String timestamp = null;
    List<String> signatures = new ArrayList<>();
    for (String item : SignatureScheme.required(header, HEADER).split(",", -1)) {
      String trimmed = item.strip();
      if (trimmed.startsWith("t=")) {
        timestamp = timestamp == null ? trimmed.substring(2) : "two of them";
      } else if (trimmed.startsWith("v1=")) {
        signatures.add(trimmed.substring(3));
      }
    }
    if (timestamp == null) {
      throw SignatureScheme.invalid("the header " + HEADER + " has no t=");
    }
    byte[] before = (timestamp + ".").getBytes(UTF_8);
    boolean signed = false;
    for (byte[] key : keys) {
      String expected =
          HexFormat.of().formatHex(SignatureScheme.mac("HmacSHA256", key, before, body));
      for (String signature : signatures) {
        signed |= MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
      }
    }
    if (!signed) {
      throw SignatureScheme.invalid("no v1 in " + HEADER + " is that of this timestamp and body");
    }
    SignatureScheme.checkTime(timestamp, now);
    return null;
  }
}
