package dev.ordinal.contracts.partners;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;

/** Why a partner command is turned down, in precedence order. */
public enum PartnerRejection implements RejectionCode {
  /** No partner of any series has this number. */
  PARTNER_NOT_FOUND(
      "partner-not-found",
      404,
      "There is no partner with this number",
      "Check the number. Numbers are case-sensitive and begin with their series' code."),
  /**
   * A partner of the series has the e-mail address, or else the name and company; {@code existing}
   * names it.
   */
  PARTNER_EXISTS(
      "partner-exists",
      409,
      "The partner is registered already",
      "Use the partner named in `existing`. Partners are the same if their e-mail address is, or"
          + " their name and company are, whatever the case and spacing.");

  private final ProblemType type;

  PartnerRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
