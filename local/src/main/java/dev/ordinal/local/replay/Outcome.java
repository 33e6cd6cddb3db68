package dev.ordinal.local.replay;

/** What became of one order that was posted. */
sealed interface Outcome {

  /**
   * The order has its number.
   *
   * @param repeated whether the service had it before this post
   */
  record Numbered(String number, String period, boolean repeated) implements Outcome {}

  /**
   * The service refused it for good.
   *
   * @param reason its code and what it says of it
   */
  record Refused(String reason) implements Outcome {}

  /**
   * Nobody knows: no final answer came as long as it was waited for. The order may be placed or
   * not; posting it again with its key tells.
   *
   * @param lastSeen what came instead of an answer
   */
  record Undecided(String lastSeen) implements Outcome {}
}
