package dev.ordinal.numberingstream.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What deciding needs to know of a lead. Those who wait have tickets, from 1 without a hole; they
 * are kept beside, each for itself, so that a long line is not written anew with every command.
 *
 * @param lease the claim in force; null while nobody has the lead
 * @param lastToken the fencing token of the latest claim; 0 if there was none
 * @param lastServed the ticket of the latest waiter who got the lead; 0 if there was none
 * @param lastTicket the latest ticket; 0 if there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeadState(@Nullable Lease lease, long lastToken, long lastServed, long lastTicket) {

  static final LeadState OPEN = new LeadState(null, 0, 0, 0);

  /**
   * A claim in force.
   *
   * @param seconds how long it was claimed for
   */
  public record Lease(
      String claimant, long token, int seconds, Instant claimedAt, Instant expiresAt) {}

  /** How many wait. */
  long waiting() {
    return lastTicket - lastServed;
  }

  LeadState with(@Nullable Lease changed) {
    return new LeadState(changed, lastToken, lastServed, lastTicket);
  }
}
