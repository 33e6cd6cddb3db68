package dev.ordinal.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.EventStream;
import dev.ordinal.systemtests.harness.EventStream.Message;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everybody sees at once who has a lead. */
@ExtendWith(SharedOrdinal.class)
class LeadEventsIT {

  private static final int EMPLOYEES = 50;
  private static final int SCREENS = 10;

  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
  }

  @Test
  void everyScreenShowsTheOneWinnerTheEndOfTheLeaseAndTheNextInLine() {
    String lead = create("screens");
    List<EventStream> screens = new ArrayList<>();
    for (int i = 0; i < SCREENS; i++) {
      screens.add(client.events("/leads/events", ""));
      screens.add(client.events("/leads/" + lead + "/events", ""));
    }
    List<CompletableFuture<Answer>> claims =
        IntStream.range(0, EMPLOYEES)
            .mapToObj(i -> send(lead, "claim", "employee-" + i, claim("employee-" + i, 3)))
            .toList();
    List<String> winners =
        claims.stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.status() == 200)
            .map(answer -> answer.text("claimant"))
            .toList();
    assertThat(winners).hasSize(1);
    String winner = winners.get(0);
    Answer waiting =
        send(lead, "claim", "grace", claim("grace", 300).put("joinWaitlist", true)).join();
    assertThat(waiting.text("status")).as(waiting.text()).isEqualTo("waiting");

    for (EventStream screen : screens) {
      Await.until(() -> about(screen, lead), heard -> heard.size() >= 4);
    }
    List<String> logged = logged(lead).subList(1, 5);
    for (EventStream screen : screens) {
      assertThat(about(screen, lead))
          .extracting(Message::event, message -> message.data().path("claimant").asText())
          .containsExactly(
              tuple("leads.claimed.v1", winner),
              tuple("leads.waitlisted.v1", "grace"),
              tuple("leads.lease-expired.v1", winner),
              tuple("leads.claimed.v1", "grace"));
      assertThat(about(screen, lead)).extracting(LeadEventsIT::text).isEqualTo(logged);
      assertThat(screen.messages()).extracting(Message::id).doesNotHaveDuplicates();
      screen.close();
    }
  }

  @Test
  void oneLeadBeginsWithItsPresentState() {
    String lead = create("state");
    assertThat(send(lead, "claim", "ada", claim("ada", 300)).join().status()).isEqualTo(200);
    try (EventStream screen = client.events("/leads/" + lead + "/events", "")) {
      Await.until(screen::messages, heard -> heard.size() == 1);
      assertThat(screen.messages().get(0).event()).isEqualTo("lead");
      assertThat(screen.messages().get(0).data()).isEqualTo(client.get("/leads/" + lead).body());
      assertThat(send(lead, "release", "ada-back", lease("ada", 1)).join().status()).isEqualTo(200);
      Await.until(screen::messages, heard -> heard.size() == 2);
      assertThat(screen.messages().get(1).event()).isEqualTo("leads.released.v1");
    }
  }

  @Test
  void whoComesBackMissesNothingAndHearsNothingTwice() {
    List<Message> heard = new ArrayList<>();
    String first = "";
    String last;
    try (EventStream before = client.events("/leads/events", "")) {
      first = create("away");
      String lead = first;
      Await.until(() -> about(before, lead), events -> events.size() == 1);
      last = before.lastEventId();
      heard.addAll(before.messages());
    }
    String lead = first;
    send(lead, "claim", "away-1", claim("ada", 300)).join();
    send(lead, "renew", "away-2", lease("ada", 1)).join();
    try (EventStream back = client.events("/leads/events", last);
        EventStream one = client.events("/leads/" + lead + "/events", last)) {
      send(lead, "release", "away-3", lease("ada", 1)).join();
      Await.until(() -> about(back, lead), events -> events.size() >= 3);
      Await.until(one::messages, events -> events.size() >= 3);
      heard.addAll(back.messages());
      assertThat(one.messages())
          .extracting(LeadEventsIT::text)
          .isEqualTo(logged(lead).subList(1, 4));
    }
    assertThat(heard).extracting(Message::id).doesNotHaveDuplicates();
    assertThat(heard)
        .filteredOn(message -> message.data().path("leadId").asText().equals(lead))
        .extracting(LeadEventsIT::text)
        .isEqualTo(logged(lead));
  }

  @Test
  void whoWasAwayForTooLongIsToldToReadAgain() {
    try (EventStream screen = client.events("/leads/events", "0.0")) {
      Await.until(screen::messages, heard -> !heard.isEmpty());
      assertThat(screen.messages().get(0).event()).isEqualTo("reset");
    }
  }

  @Test
  void whoHearsNothingHearsASignOfLife() {
    String lead = create("quiet");
    try (EventStream screen = client.events("/leads/" + lead + "/events", "")) {
      Await.until(screen::comments, comments -> comments >= 3);
      assertThat(screen.messages()).hasSize(1);
    }
  }

  @Test
  void aStreamIsNeitherStoredNorBufferedNorCompressed() {
    Answer head =
        client
            .send(
                client
                    .request("/leads/events")
                    .header("Accept-Encoding", "gzip")
                    .method("HEAD", BodyPublishers.noBody()))
            .join();
    assertThat(head.status()).isEqualTo(200);
    try (EventStream stream = new EventStream()) {
      Answer open =
          client
              .listen(client.request("/leads/events").header("Accept-Encoding", "gzip"), stream)
              .join();
      assertThat(open.status()).isEqualTo(200);
      assertThat(open.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(open.header("Cache-Control")).isEqualTo("no-store");
      assertThat(open.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(open.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(open.header("X-Request-Id")).isNotEmpty();
      assertThat(open.header("Content-Encoding")).isEmpty();
    }
    assertThat(client.get("/leads/no-such-lead/events").text("code")).isEqualTo("lead-not-found");
  }

  private static List<Message> about(EventStream stream, String lead) {
    return stream.messages().stream()
        .filter(message -> message.data().path("leadId").asText().equals(lead))
        .toList();
  }

  /** The lead's events as they lie in the topic. */
  private static List<String> logged(String lead) {
    return EventLog.read(ordinal.ports(), Topics.LEAD_EVENTS).stream()
        .filter(entry -> entry.key().equals(lead))
        .map(
            entry ->
                Families.wireName(entry.value().getClass())
                    + Json.MAPPER.valueToTree(entry.value()))
        .toList();
  }

  private static String text(Message message) {
    return message.event() + message.data();
  }

  private static String create(String name) {
    JsonNode lead = Json.MAPPER.createObjectNode().put("name", name);
    Answer created = client.post("/leads", "create-" + name, lead);
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    return created.text("id");
  }

  private static CompletableFuture<Answer> send(
      String lead, String verb, String key, ObjectNode body) {
    return client.send(
        client
            .post("/leads/" + lead + "/" + verb, key, body.toString())
            .header("Prefer", "wait=30"));
  }

  private static ObjectNode claim(String claimant, int leaseSeconds) {
    return Json.MAPPER
        .createObjectNode()
        .put("claimant", claimant)
        .put("leaseSeconds", leaseSeconds);
  }

  private static ObjectNode lease(String claimant, long fencingToken) {
    return Json.MAPPER
        .createObjectNode()
        .put("claimant", claimant)
        .put("fencingToken", fencingToken);
  }
}
