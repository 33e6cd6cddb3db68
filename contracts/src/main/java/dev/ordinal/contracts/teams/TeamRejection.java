package dev.ordinal.contracts.teams;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;

/** Why a team command is turned down, in precedence order. */
public enum TeamRejection implements RejectionCode {
  /** No team of any series has this number. */
  TEAM_NOT_FOUND(
      "team-not-found",
      404,
      "There is no team with this number",
      "Check the number. Numbers are case-sensitive and begin with their series' code."),
  /** Another team of the series has the name; {@code existing} names it. */
  TEAM_NAME_TAKEN(
      "team-name-taken",
      409,
      "The name belongs to another team",
      "Choose another name, or use the team named in `existing`. Delete the files named in"
          + " `orphanedUploads`: they belong to no team.");

  private final ProblemType type;

  TeamRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
