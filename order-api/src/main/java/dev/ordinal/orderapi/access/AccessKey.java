package dev.ordinal.orderapi.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A key as it is configured, which is without the key: who it is and how to recognise it.
 *
 * <p>A plain SHA-256 is right here. Slow, salted hashes protect what people choose and so can be
 * guessed; a key is 32 random bytes, and no hash is ever slow enough to matter beside that.
 *
 * @param name the actor of its commands
 * @param sha256 of the key's ASCII characters, in lower-case hex
 */
public record AccessKey(
    @JsonProperty("name") @NotNull @Pattern(regexp = NAME, message = NAME_RULE) String name,
    @JsonProperty("role") @NotNull Role role,
    @JsonProperty("sha256")
        @NotNull @Pattern(regexp = SHA_256, message = "must be 64 hexadecimal digits in lower case") String sha256) {

  /** What every key begins with, so that scanners for leaked secrets can know it. */
  public static final String PREFIX = "ord_";

  /** The names that stand for nobody and for the service itself are taken. */
  private static final String NAME = "(?!(anonymous|ordinal)$)[a-z0-9._-]{1,64}";

  private static final String NAME_RULE =
      "must be 1 to 64 of a-z, 0-9, '-', '.' and '_', and neither anonymous nor ordinal";
  private static final String SHA_256 = "[0-9a-f]{64}";
  private static final int RANDOM_BYTES = 32;

  /** A new key: {@value #PREFIX} and 32 random bytes in base64url. */
  public static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * How {@code key} is configured.
   *
   * @throws IllegalArgumentException if the name is none
   */
  public static AccessKey of(String name, Role role, String key) {
    return parse(name + ":" + role.wireName() + ":" + HexFormat.of().formatHex(hash(key)));
  }

  /**
   * The inverse of {@link #text()}.
   *
   * @throws IllegalArgumentException saying what is wrong with which part, but never what was given
   *     in place of the hash: it may be the key
   */
  public static AccessKey parse(String text) {
    String[] parts = text.strip().split(":", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a key is written name:role:sha256");
    }
    if (!parts[0].matches(NAME)) {
      throw new IllegalArgumentException("a key's name " + NAME_RULE);
    }
    if (!parts[2].matches(SHA_256)) {
      throw new IllegalArgumentException(
          "the sha256 of key " + parts[0] + " must be 64 hexadecimal digits in lower case");
    }
    return new AccessKey(parts[0], Role.of(parts[1]), parts[2]);
  }

  /** {@code name:role:sha256}, as in {@code ORDINAL_ACCESS_KEYS}. */
  public String text() {
    return name + ":" + role.wireName() + ":" + sha256;
  }

  /** Whether this is the key with that hash. Takes the same time whatever the hash. */
  boolean matches(byte[] hash) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(sha256), hash);
  }

  static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
