package dev.ordinal.orderapi.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a key is for; {@link Right} says what each role may do. Written in lower case. */
public enum Role {
  /** A shop's front end: places orders, registers teams and partners. */
  CHECKOUT,
  /** Employees: the daily business of all capabilities. */
  STAFF,
  /** Who answers for the number series. */
  ADMIN,
  /** Reads everything, changes nothing. */
  ANALYST;

  /**
   * The role of this name.
   *
   * @throws IllegalArgumentException naming the roles there are
   */
  @JsonCreator
  public static Role of(String name) {
    return Arrays.stream(values())
        .filter(role -> role.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a role is one of " + names()));
  }

  /** The name in configuration and answers. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String names() {
    return Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "));
  }
}
