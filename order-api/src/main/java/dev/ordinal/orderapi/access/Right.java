package dev.ordinal.orderapi.access;

import static dev.ordinal.orderapi.access.Role.ADMIN;
import static dev.ordinal.orderapi.access.Role.ANALYST;
import static dev.ordinal.orderapi.access.Role.CHECKOUT;
import static dev.ordinal.orderapi.access.Role.STAFF;

import java.util.Set;

/** The one table of who may do what. Each resource method names the right that it {@link Needs}. */
public enum Right {
  /** Open to everybody, without a key: explanations, and what is verified by a signature. */
  NONE,
  /** Any key: orders, and what became of a command. */
  KEY(CHECKOUT, STAFF, ADMIN, ANALYST),
  /** Place orders, register teams and partners. */
  REGISTER(CHECKOUT, STAFF, ADMIN),
  /** Read everything else. */
  READ(STAFF, ADMIN, ANALYST),
  /** All other business commands. */
  WORK(STAFF, ADMIN),
  /** What can change which numbers are given, and how the service is connected. */
  ADMINISTER(ADMIN);

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed.
  private final Set<Role> roles;

  Right(Role... roles) {
    this.roles = Set.of(roles);
  }

  /** Who has it; nobody needs a role for {@link #NONE}. */
  public Set<Role> roles() {
    return roles;
  }
}
