package dev.ordinal.systemtests.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Two who claim a lead at once: one has it, and the other is told who. */
final class LeadRace {

  private static final String BETWEEN = " of ";

  private LeadRace() {}

  /**
   * Lets two claim the lead that {@code created} tells of.
   *
   * @return an answer whose member {@code claim} names the winner and the lead; an answer that may
   *     be repeated if one of them had none; a 500 if they do not agree
   */
  static CompletableFuture<Answer> between(Client client, Answer created, String key) {
    String lead = created.text("id");
    CompletableFuture<Answer> ada = claim(client, lead, key, "ada");
    CompletableFuture<Answer> grace = claim(client, lead, key, "grace");
    return ada.thenCombine(grace, (one, other) -> judge(created, lead, List.of(one, other)));
  }

  /** What a claim is called in a history. */
  static String name(String claimant, String lead) {
    return claimant + BETWEEN + lead;
  }

  /** The lead of a claim's name. */
  static String leadOf(String name) {
    return name.substring(name.indexOf(BETWEEN) + BETWEEN.length());
  }

  private static Answer judge(Answer created, String lead, List<Answer> answers) {
    for (Answer answer : answers) {
      if (answer.status() != 200 && answer.status() != 409) {
        return answer;
      }
    }
    List<String> winners =
        answers.stream()
            .map(answer -> answer.text(answer.status() == 200 ? "claimant" : "claimedBy"))
            .distinct()
            .toList();
    long won = answers.stream().filter(answer -> answer.status() == 200).count();
    if (won != 1 || winners.size() != 1) {
      return new Answer(
          500, created.headers(), "both or none have %s: %s".formatted(lead, answers));
    }
    ObjectNode claim = Json.MAPPER.createObjectNode().put("claim", name(winners.get(0), lead));
    return new Answer(created.status(), created.headers(), claim.toString());
  }

  private static CompletableFuture<Answer> claim(
      Client client, String lead, String key, String claimant) {
    ObjectNode body =
        Json.MAPPER.createObjectNode().put("claimant", claimant).put("leaseSeconds", 3600);
    String path = "/leads/%s/claim".formatted(lead);
    return client.send(client.post(path, key + "-" + claimant, body.toString()));
  }
}
