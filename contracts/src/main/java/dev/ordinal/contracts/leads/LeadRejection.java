package dev.ordinal.contracts.leads;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;

/** Why a lead command is turned down, in precedence order. */
public enum LeadRejection implements RejectionCode {
  /** The id was never given to a lead. */
  LEAD_NOT_FOUND(
      "lead-not-found",
      404,
      "There is no lead with this id",
      "Check the id; it is in the answer to POST /leads."),
  /** Another lead has this id. */
  LEAD_EXISTS(
      "lead-exists",
      409,
      "There is already a lead with this id",
      "Create the lead through the API, which gives each an id of its own."),
  /** The token and claimant are not those of the claim in force. */
  STALE_FENCING_TOKEN(
      "stale-fencing-token",
      409,
      "The fencing token is not the one in force",
      "The lease has ended or was given back: claim the lead again, and drop work under this token."),
  /** Somebody has the lead: {@code claimedBy}, {@code claimedAt} and {@code leaseExpiresAt}. */
  LEAD_ALREADY_CLAIMED(
      "lead-already-claimed",
      409,
      "Somebody has claimed the lead",
      "Leave it to `claimedBy`, or claim with joinWaitlist. If it is you, renew your lease."),
  /** The claimant is in the line already. */
  ALREADY_WAITING(
      "already-waiting",
      409,
      "The claimant already waits for this lead",
      "Nothing is left to do: the place in the line is kept, and the lead comes by itself."),
  /** The line is as long as it may be. */
  WAITLIST_FULL(
      "waitlist-full",
      409,
      "Too many wait for this lead",
      "Take another lead, or come back when the line has become shorter.");

  private final ProblemType type;

  LeadRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
