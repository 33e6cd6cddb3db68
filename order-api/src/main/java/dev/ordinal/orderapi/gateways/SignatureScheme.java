package dev.ordinal.orderapi.gateways;

import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.ProblemException;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** How a gateway proves that it sent something. Thread-safe. */
interface SignatureScheme {

  /** How far a gateway's clock and ours may be apart, and how long a callback may travel. */
  Duration TOLERANCE = Duration.ofMinutes(5);

  /**
   * The key in a secret as it is configured.
   *
   * @throws IllegalArgumentException saying what is wrong with it, without showing it
   */
  byte[] key(String secret);

  /**
   * Lets pass what was signed with one of {@code keys}.
   *
   * @param header the value of a header by its name; null if there is none
   * @param body the bytes as they came
   * @return the id that the scheme's headers give to the callback; null if they give none
   * @throws ProblemException {@code signature-invalid}
   */
  @Nullable String verify(
      List<byte[]> keys, UnaryOperator<@Nullable String> header, byte[] body, Instant now);

  /** The message authentication code of {@code parts} one after the other. */
  static byte[] mac(String algorithm, byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The header, which must be there. */
  static String required(UnaryOperator<@Nullable String> header, String name) {
    String value = header.apply(name);
    if (value == null || value.isBlank()) {
      throw invalid("the header " + name + " is missing");
    }
    return value.strip();
  }

  /** Lets pass a time within the tolerance; to be asked after the signature, which covers it. */
  static void checkTime(String seconds, Instant now) {
    try {
      Instant time = Instant.ofEpochSecond(Long.parseLong(seconds));
      if (Duration.between(time, now).abs().compareTo(TOLERANCE) <= 0) {
        return;
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw invalid("the timestamp is not a number of seconds since 1970");
    }
    throw invalid("the timestamp is more than %d minutes off".formatted(TOLERANCE.toMinutes()));
  }

  static ProblemException invalid(String detail) {
    return ApiProblem.SIGNATURE_INVALID.because(detail);
  }
}
