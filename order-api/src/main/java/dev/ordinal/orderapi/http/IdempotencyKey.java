package dev.ordinal.orderapi.http;

import dev.ordinal.contracts.CommandEnvelope;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own name for a request.
 *
 * @param value 1 to 255 visible ASCII characters; the same whether it came quoted or bare. With a
 *     space it is none of a caller's own, see {@link #of(String, String)}
 */
public record IdempotencyKey(String value) {

  /** The header that carries it. */
  public static final String HEADER = "Idempotency-Key";

  private static final int MAX_LENGTH = 255;
  private static final Pattern BARE = Pattern.compile("[\\x21-\\x7E]+");

  /** A string of RFC 8941: only a quote and a backslash are escaped. */
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[\\x21\\x23-\\x5B\\x5D-\\x7E]|\\\\[\"\\\\])*)\"");

  /**
   * The key in the header's values.
   *
   * @param headers null or empty if there is no such header
   * @throws ProblemException {@code idempotency-key-missing} or {@code idempotency-key-invalid}
   */
  public static IdempotencyKey of(@Nullable List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      throw ApiProblem.IDEMPOTENCY_KEY_MISSING.because(
          "this request needs an " + HEADER + " header");
    }
    if (headers.size() > 1) {
      throw ApiProblem.IDEMPOTENCY_KEY_INVALID.because(
          "there are " + headers.size() + " " + HEADER + " headers, not one");
    }
    return new IdempotencyKey(unquoted(headers.get(0).strip()));
  }

  /**
   * The key in a body, where it is a string already.
   *
   * @throws ProblemException {@code idempotency-key-invalid}
   */
  public static IdempotencyKey ofText(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw tooLongOrEmpty(text.length());
    }
    if (!BARE.matcher(text).matches()) {
      throw notVisible();
    }
    return new IdempotencyKey(text);
  }

  /** A key for a request that has none; nobody else has it, nor can send it. */
  public static IdempotencyKey unrepeatable() {
    return new IdempotencyKey(CommandEnvelope.UNREPEATABLE + UUID.randomUUID());
  }

  /**
   * The key of a request whose sender has a name for it, but not in this header. It has a space, as
   * no caller's key has.
   *
   * @param sender who it is, without a space
   * @param name 1 to 255 characters
   */
  public static IdempotencyKey of(String sender, String name) {
    return new IdempotencyKey(sender + ' ' + name);
  }

  private static String unquoted(String header) {
    boolean quoted = header.startsWith("\"");
    // The longest key, each character escaped; also keeps the expressions off long input.
    if (header.length() > 2 * MAX_LENGTH + 2) {
      throw tooLongOrEmpty(header.length());
    }
    if (!(quoted ? QUOTED : BARE).matcher(header).matches()) {
      throw notVisible();
    }
    String key =
        quoted
            ? header.substring(1, header.length() - 1).replaceAll("\\\\([\"\\\\])", "$1")
            : header;
    if (key.isEmpty() || key.length() > MAX_LENGTH) {
      throw tooLongOrEmpty(key.length());
    }
    return key;
  }

  private static ProblemException notVisible() {
    return ApiProblem.IDEMPOTENCY_KEY_INVALID.because(
        "the key is empty, badly quoted, or has characters that are not visible ASCII");
  }

  private static ProblemException tooLongOrEmpty(int length) {
    return ApiProblem.IDEMPOTENCY_KEY_INVALID.because(
        "the key has " + length + " characters, not 1 to " + MAX_LENGTH);
  }
}
