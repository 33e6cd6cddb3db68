package dev.ordinal.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.local.client.Patience.Exchange;
import dev.ordinal.local.client.Patience.RanOut;

/**
 * What the service decided of a command, whether it said so at once or later.
 *
 * @param status of the command's answer, such as 201
 * @param body the result, or the problem if it is rejected
 * @param isReplayed whether it is known to have been decided before this command was sent
 */
public record Decision(int status, JsonNode body, boolean isReplayed) {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  /**
   * Sends a command until the service takes it, and then asks until it is decided.
   *
   * @param send sends it under one idempotency key; repeated while its outcome is open
   * @throws RanOut if it was not decided in time; it may be so later
   */
  public static Decision await(ServiceApi api, Patience patience, Exchange send)
      throws InterruptedException, RanOut {
    Answer answer = patience.until(Answer::isForGood, send);
    if (answer.status() != ACCEPTED) {
      return new Decision(answer.status(), answer.body(), answer.isReplayed());
    }
    return of(patience.until(Decision::isDecided, () -> api.get(answer.location())));
  }

  private static boolean isDecided(Answer command) {
    return command.status() == OK && !command.text("status").equals("pending");
  }

  private static Decision of(Answer command) {
    if (command.text("status").equals("rejected")) {
      JsonNode problem = command.body().path("problem");
      return new Decision(problem.path("status").asInt(), problem, false);
    }
    JsonNode result = command.body().path("result");
    // What another command brought about was there before this one.
    boolean replayed = !result.path("commandId").asText("").equals(command.text("commandId"));
    return new Decision(OK, result, replayed);
  }

  /** Whether the body is a result. */
  public boolean isAccepted() {
    return status >= OK && status < 300;
  }

  /** The problem in words, code first. */
  public String problem() {
    return Answer.problem(status, body);
  }
}
