package dev.ordinal.systemtests.harness;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.ordinal.orderapi.access.AccessKey;
import dev.ordinal.orderapi.access.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A key a role, named after it, as an operator makes them. */
public final class Keys {

  private final Map<Role, String> keys =
      Arrays.stream(Role.values()).collect(toMap(role -> role, role -> AccessKey.random()));

  public String of(Role role) {
    return Objects.requireNonNull(keys.get(role));
  }

  /** The environment of a service that knows these keys. */
  public Map<String, String> environment() {
    Stream<String> configured =
        keys.entrySet().stream()
            .map(key -> AccessKey.of(key.getKey().wireName(), key.getKey(), key.getValue()).text());
    return Map.of("ORDINAL_ACCESS_KEYS", configured.collect(joining(",")));
  }
}
