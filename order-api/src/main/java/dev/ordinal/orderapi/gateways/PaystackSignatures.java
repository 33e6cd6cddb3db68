package dev.ordinal.orderapi.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Paystack's: the header {@code x-paystack-signature} is HMAC-SHA512 in hex over the body. There is
 * no timestamp: what keeps a copy from counting again is the id alone. The secret counts as it is
 * written.
 */
final class PaystackSignatures implements SignatureScheme {

  private static final String HEADER = "x-paystack-signature";

  @Override
  public byte[] key(String secret) {
    return secret.getBytes(UTF_8);
  }

  @Override
  public @Nullable String verify(
      List<byte[]> keys, UnaryOperator<@Nullable String> header, byte[] body, Instant now) {
    byte[] signature = SignatureScheme.required(header, HEADER).getBytes(UTF_8);
    boolean signed = false;
    for (byte[] key : keys) {
      String expected = HexFormat.of().formatHex(SignatureScheme.mac("HmacSHA512", key, body));
      signed |= MessageDigest.isEqual(expected.getBytes(UTF_8), signature);
    }
    if (!signed) {
      throw SignatureScheme.invalid(HEADER + " is not that of this body");
    }
    return null;
  }
}
