package dev.ordinal.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted in time is not too late because nobody decided it in time. */
class DeadlineOutageIT {

  private static final int SECONDS = 25;

  @TempDir private Path folder;
  private Cluster cluster;
  private Client client;

  @BeforeEach
  void start() {
    cluster = new Cluster(folder);
    client = cluster.client();
    List.of(Part.POSTGRES, Part.KAFKA, Part.NUMBERING, Part.PROJECTIONS, Part.API)
        .forEach(cluster::start);
    Await.until(() -> cluster.admin().get("/health-check?type=ready"), a -> a.status() == 200);
    Await.until(() -> client.post("/leads", "first", named("first")), a -> a.status() == 201);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void confirmationsAndRenewalsThatWereAcceptedInTimeHoldThoughNumberingWasDown() {
    List<String> numbers = IntStream.range(0, 9).mapToObj(this::reserve).toList();
    List<String> leads = IntStream.range(0, 8).mapToObj(this::claimedLead).toList();
    cluster.kill(Part.NUMBERING);

    List<String> confirmations =
        numbers.subList(0, 8).stream()
            .map(number -> pending("/documents/%s/confirm".formatted(number), content()))
            .toList();
    List<String> renewals =
        leads.stream().map(lead -> pending("/leads/%s/renew".formatted(lead), lease())).toList();
    Instant end = expiry(numbers.get(0), leads.get(0));
    assertThat(Instant.now()).as("all were asked in time").isBefore(end);
    Instant allOver = expiryOf("/leads/" + leads.get(7), "leaseExpiresAt").plusSeconds(1);
    Await.until(Instant::now, now -> now.isAfter(allOver));
    String late = pending("/documents/%s/confirm".formatted(numbers.get(8)), content());

    cluster.start(Part.NUMBERING);
    assertThat(confirmations)
        .allSatisfy(command -> assertThat(outcome(command)).isEqualTo("accepted"));
    assertThat(renewals).allSatisfy(command -> assertThat(outcome(command)).isEqualTo("accepted"));
    assertThat(outcome(late)).isEqualTo("rejected");
    leads.forEach(
        lead ->
            Await.until(() -> client.get("/leads/" + lead), a -> a.text("status").equals("open")));
  }

  private String reserve(int index) {
    ObjectNode request =
        Json.MAPPER.createObjectNode().put("series", "BOQ").put("ttlSeconds", SECONDS);
    Answer reserved = client.post("/documents/reservations", "reserve-" + index, request);
    assertThat(reserved.status()).as(reserved.text()).isEqualTo(201);
    return reserved.text("number");
  }

  private String claimedLead(int index) {
    String lead = client.post("/leads", "lead-" + index, named("lead " + index)).text("id");
    ObjectNode claim =
        Json.MAPPER.createObjectNode().put("claimant", "ada").put("leaseSeconds", SECONDS);
    Answer claimed = client.post("/leads/" + lead + "/claim", "claim-" + index, claim);
    assertThat(claimed.status()).as(claimed.text()).isEqualTo(200);
    return lead;
  }

  /** Asks for what cannot be decided now; where to ask later. */
  private String pending(String path, JsonNode body) {
    Answer answer =
        client
            .send(
                client
                    .post(path, path.replace('/', '-'), body.toString())
                    .header("Prefer", "wait=0"))
            .join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return "/commands/" + answer.text("commandId");
  }

  private String outcome(String command) {
    return Await.until(() -> client.get(command), a -> !a.text("status").equals("pending"))
        .text("status");
  }

  private Instant expiry(String number, String lead) {
    Instant reserved = expiryOf("/documents/" + number, "expiresAt");
    Instant leased = expiryOf("/leads/" + lead, "leaseExpiresAt");
    return reserved.isBefore(leased) ? reserved : leased;
  }

  /** As the read model has it; numbering is down, so it does not wait for what is not decided. */
  private Instant expiryOf(String path, String member) {
    return Instant.parse(Await.until(() -> client.get(path), a -> a.status() == 200).text(member));
  }

  private static JsonNode named(String name) {
    return Json.MAPPER.createObjectNode().put("name", name).put("source", "web");
  }

  private static JsonNode lease() {
    return Json.MAPPER.createObjectNode().put("claimant", "ada").put("fencingToken", 1);
  }

  private static JsonNode content() {
    return Json.MAPPER
        .createObjectNode()
        .put("title", "Bill of quantities")
        .put("project", "Riverside")
        .put("currency", "THB")
        .put("totalAmount", 12_500_000);
  }
}
