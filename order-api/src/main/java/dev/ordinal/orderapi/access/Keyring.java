package dev.ordinal.orderapi.access;

import java.util.List;
import java.util.Optional;

/** All keys there are. Immutable. */
final class Keyring {

  private final List<AccessKey> keys;

  Keyring(List<AccessKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Who {@code key} belongs to. Every configured key is compared in constant time, so that the time
   * tells neither how near a guess was nor which key it was near to.
   */
  Optional<AccessKey> find(String key) {
    byte[] hash = AccessKey.hash(key);
    AccessKey found = null;
    for (AccessKey candidate : keys) {
      if (candidate.matches(hash)) {
        found = candidate;
      }
    }
    return Optional.ofNullable(found);
  }
}
