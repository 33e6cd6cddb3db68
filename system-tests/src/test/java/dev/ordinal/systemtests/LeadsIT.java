package dev.ordinal.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who has a lead: one winner, leases that end by themselves, and everybody told who won. */
@ExtendWith(SharedOrdinal.class)
class LeadsIT {

  private static final int EMPLOYEES = 500;

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
  }

  @Test
  void of500EmployeesWhoClaimAtOnceOneWinsAndTheOthersAreToldWho() {
    String lead = create(client, "rush");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, EMPLOYEES)
            .mapToObj(i -> claim(client, lead, "employee-" + i, 300, false))
            .toList();
    assertThat(answers.stream().map(a -> a.join().status())).containsOnly(200, 409);
    List<Answer> winners =
        answers.stream().map(a -> a.join()).filter(a -> a.status() == 200).toList();
    assertThat(winners).hasSize(1);
    Answer winner = winners.get(0);
    assertThat(winner.text("status")).isEqualTo("claimed");
    assertThat(winner.body().get("fencingToken").asLong()).isEqualTo(1);
    assertThat(answers.stream().map(a -> a.join()).filter(a -> a.status() == 409))
        .hasSize(EMPLOYEES - 1)
        .allSatisfy(
            loser -> {
              assertThat(loser.text("code")).isEqualTo("lead-already-claimed");
              assertThat(loser.text("claimedBy")).isEqualTo(winner.text("claimant"));
              assertThat(loser.text("claimedAt")).isEqualTo(winner.text("claimedAt"));
              assertThat(loser.text("leaseExpiresAt")).isEqualTo(winner.text("leaseExpiresAt"));
            });
    Answer read = client.get("/leads/" + lead);
    assertThat(read.text("status")).isEqualTo("claimed");
    assertThat(read.text("claimant")).isEqualTo(winner.text("claimant"));
  }

  @Test
  void aLeadIsReadBackAtOnceAndARepeatMakesNoOther() {
    String lead = create(client, "again");
    Answer read = client.get("/leads/" + lead);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text("status")).isEqualTo("open");
    assertThat(read.text("name")).isEqualTo("again");
    assertThat(create(client, "again")).isEqualTo(lead);
    assertThat(client.list("/leads?limit=1&status=open"))
        .extracting(found -> found.get("id").asText())
        .contains(lead)
        .doesNotHaveDuplicates();
    assertThat(client.get("/leads/no-such-lead").status()).isEqualTo(404);
    assertThat(claim(client, "no-such-lead", "ada", 300, false).join().text("code"))
        .isEqualTo("lead-not-found");
  }

  @Test
  void aLeaseEndsByItselfAndTheFirstInLineHasTheLead() {
    String lead = create(client, "line");
    Answer first = claim(client, lead, "ada", 1, false).join();
    Answer second = claim(client, lead, "grace", 300, true).join();
    assertThat(second.status()).as(second.text()).isEqualTo(200);
    assertThat(second.text("status")).isEqualTo("waiting");
    assertThat(second.body().get("position").asLong()).isEqualTo(1);

    Answer promoted = untilClaimedBy(client, lead, "grace");
    assertThat(promoted.body().get("fencingToken").asLong()).isEqualTo(2);
    assertThat(promoted.body().get("waiting").asLong()).isZero();
    Answer stale = client.post("/leads/" + lead + "/renew", "late", lease("ada", 1));
    assertThat(stale.status()).as(stale.text()).isEqualTo(409);
    assertThat(stale.text("code")).isEqualTo("stale-fencing-token");
    assertThat(claim(client, lead, "ada", 1, false).join().text()).isEqualTo(first.text());
    assertThat(client.post("/leads/" + lead + "/release", "mine", lease("grace", 2)).status())
        .isEqualTo(200);
    assertThat(client.get("/leads/" + lead).text("status")).isEqualTo("open");
  }

  @Test
  void aRenewedLeaseLastsLonger() {
    String lead = create(client, "renewed");
    Answer claimed = claim(client, lead, "ada", 300, false).join();
    Answer renewed = client.post("/leads/" + lead + "/renew", "renew", lease("ada", 1));
    assertThat(renewed.status()).as(renewed.text()).isEqualTo(200);
    assertThat(Instant.parse(renewed.text("leaseExpiresAt")))
        .isAfter(Instant.parse(claimed.text("leaseExpiresAt")));
    assertThat(client.get("/leads/" + lead).text("leaseExpiresAt"))
        .isEqualTo(renewed.text("leaseExpiresAt"));
  }

  @Test
  void whatIsNoClaimIsRefusedWithItsPlace() {
    String lead = create(client, "refused");
    ObjectNode claim = Json.MAPPER.createObjectNode().put("claimant", "").put("leaseSeconds", 0);
    Answer refused = client.post("/leads/" + lead + "/claim", "refused", claim);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().get("errors"))
        .extracting(error -> error.get("pointer").asText())
        .containsExactlyInAnyOrder("/claimant", "/leaseSeconds");
    assertThat(client.get("/leads?status=lost").status()).isEqualTo(422);
    assertThat(client.get("/leads?after=nowhere").status()).isEqualTo(422);
  }

  @Test
  void afterAKillBetweenTheEndsOfLeasesEachHasEndedOnce() {
    try (Ordinal killed = Ordinal.up(folder.resolve("killed"))) {
      List<String> leads =
          IntStream.range(0, 40).mapToObj(i -> create(killed.client(), "lead " + i)).toList();
      leads.forEach(
          lead -> {
            claim(killed.client(), lead, "ada", 2, false).join();
            claim(killed.client(), lead, "grace", 300, true).join();
          });
      Await.until(() -> ended(killed.ports()).isEmpty(), none -> !none);
      killed.process().kill();

      try (Ordinal again = killed.again()) {
        leads.forEach(lead -> untilClaimedBy(again.client(), lead, "grace"));
        Map<String, Long> ends = ended(again.ports());
        assertThat(ends.keySet()).containsExactlyInAnyOrderElementsOf(leads);
        assertThat(ends.values()).containsOnly(1L);
        checkOneWinnerATime(again.ports());
      }
    }
  }

  private static Map<String, Long> ended(Ports ports) {
    return EventLog.read(ports, Topics.LEAD_EVENTS).stream()
        .map(ConsumerRecord::value)
        .filter(LeaseExpired.class::isInstance)
        .collect(Collectors.groupingBy(LeadEvent::leadId, Collectors.counting()));
  }

  /** I7 on the whole log, and that no event is there twice. */
  private static void checkOneWinnerATime(Ports ports) {
    Map<String, Long> tokens = new TreeMap<>();
    Set<String> held = new HashSet<>();
    for (ConsumerRecord<String, LeadEvent> entry : EventLog.read(ports, Topics.LEAD_EVENTS)) {
      LeadEvent event = entry.value();
      assertThat(entry.partition()).isEqualTo(Topics.partitionOf(event.owner()));
      if (event instanceof LeadClaimed claimed) {
        assertThat(held.add(claimed.leadId())).as(claimed.toString()).isTrue();
        assertThat(claimed.fencingToken()).isEqualTo(tokens.merge(claimed.leadId(), 1L, Long::sum));
      } else if (event instanceof LeadReleased || event instanceof LeaseExpired) {
        assertThat(held.remove(event.leadId())).as(event.toString()).isTrue();
      }
    }
  }

  private static Answer untilClaimedBy(Client client, String lead, String claimant) {
    return Await.until(
        () -> client.get("/leads/" + lead), read -> read.text("claimant").equals(claimant));
  }

  private static String create(Client client, String name) {
    JsonNode lead = Json.MAPPER.createObjectNode().put("name", name).put("source", "web");
    Answer created = client.post("/leads", "create-" + name.replace(" ", "-"), lead);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    assertThat(created.header("Location")).endsWith("/leads/" + created.text("id"));
    assertThat(created.text("status")).isEqualTo("open");
    return created.text("id");
  }

  private static CompletableFuture<Answer> claim(
      Client client, String lead, String claimant, int leaseSeconds, boolean join) {
    ObjectNode claim =
        Json.MAPPER
            .createObjectNode()
            .put("claimant", claimant)
            .put("leaseSeconds", leaseSeconds)
            .put("joinWaitlist", join);
    // A busy machine may need longer than the default wait, and a 202 tells nobody who won.
    return client.send(
        client
            .post("/leads/" + lead + "/claim", claimant, claim.toString())
            .header("Prefer", "wait=30"));
  }

  private static ObjectNode lease(String claimant, long fencingToken) {
    return Json.MAPPER
        .createObjectNode()
        .put("claimant", claimant)
        .put("fencingToken", fencingToken);
  }
}
