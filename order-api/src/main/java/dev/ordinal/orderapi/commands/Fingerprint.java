package dev.ordinal.orderapi.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Tells a repeated command from another one with the same key.
 *
 * @param text SHA-256, in Base64
 * @param bytes the size of what is asked, in JSON
 */
record Fingerprint(String text, int bytes) {

  /**
   * The fingerprint of what is asked: of wire name and canonical JSON. Two bodies that ask for the
   * same, with their fields in another order or a default spelled out, have the same fingerprint.
   *
   * <p>The JSON is that of the topics: the command's fields in the order in which they are
   * declared, those that are null left out, labels sorted. It must stay as it is, or requests that
   * are repeated across an upgrade are taken for other ones; a test holds it to approved values.
   */
  static Fingerprint of(Command command) {
    try {
      byte[] json = Json.MAPPER.writeValueAsBytes(command.asAsked());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(Families.wireName(command.getClass()).getBytes(UTF_8));
      digest.update((byte) '\n');
      return new Fingerprint(Base64.getEncoder().encodeToString(digest.digest(json)), json.length);
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("cannot fingerprint " + command.getClass(), e);
    }
  }
}
