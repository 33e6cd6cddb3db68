package dev.ordinal.contracts.webhooks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Base64;

/**
 * What deliveries to a subscription are signed with, in the form of Standard Webhooks. Never
 * printed: its {@link #toString} hides it.
 *
 * @param text {@code whsec_} and 24 to 64 bytes in Base64
 */
public record WebhookSecret(@JsonValue String text) {

  /** The fewest bytes of a key. */
  public static final int MIN_BYTES = 24;

  /** The most bytes of a key. */
  public static final int MAX_BYTES = 64;

  private static final String PREFIX = "whsec_";

  /** Checks the form; the exception does not quote the text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public WebhookSecret {
    if (!isSecret(text)) {
      throw new IllegalArgumentException("not whsec_ and 24 to 64 bytes in Base64");
    }
  }

  /** The secret with this key of 24 to 64 bytes. */
  public static WebhookSecret of(byte[] key) {
    return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /** Whether this can be a secret's text. */
  public static boolean isSecret(String text) {
    // Before it is decoded, so that no long text is.
    if (!text.startsWith(PREFIX) || text.length() > PREFIX.length() + 2 * MAX_BYTES) {
      return false;
    }
    try {
      int bytes = decode(text).length;
      return bytes >= MIN_BYTES && bytes <= MAX_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The key of the HMAC. */
  public byte[] key() {
    return decode(text);
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text.substring(PREFIX.length()));
  }
}
