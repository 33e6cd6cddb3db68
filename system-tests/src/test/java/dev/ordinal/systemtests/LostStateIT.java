package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.NumberingGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways back of "The stream waits for its state" in docs/operations.md, as written there. */
class LostStateIT {

  private static final String DAY = "2026-05-05T12:00:00Z";
  private static final Map<String, String> ALLOWED =
      Map.of("ORDINAL_NUMBERING_ALLOW_LOST_STATE", "true");

  @TempDir private static Path folder;
  private static Cluster cluster;
  private static Client client;

  /** Since when all outcomes are known, in ms since 1970: what is older would be decided again. */
  private static long knownSince = System.currentTimeMillis() - Duration.ofHours(1).toMillis();

  @BeforeAll
  static void start() {
    cluster = new Cluster(folder);
    client = cluster.client();
    List.of(Part.KAFKA, Part.POSTGRES, Part.NUMBERING, Part.PROJECTIONS, Part.API)
        .forEach(cluster::start);
    Await.until(() -> client.get("/health-check?type=ready"), answer -> answer.status() == 200);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterASyncOfEachSequenceNumbersGoOnAndOnlyRepeatsAreNotKnown(boolean isStoppedCleanly)
      throws Exception {
    String run = "lost-" + isStoppedCleanly;
    String last = place(run + "-1");
    String team = team(run + "-1");
    loseChangelog(isStoppedCleanly);

    cluster.start(Part.NUMBERING, ALLOWED);
    for (Map.Entry<String, String> row : Map.of("GAM", "20260505", "ICCT", "").entrySet()) {
      String path = "/series/%s/sequence/sync?period=%s".formatted(row.getKey(), row.getValue());
      Answer synced = client.post(path, run + row.getKey(), Json.MAPPER.createObjectNode());
      assertThat(synced.status()).as(synced.text()).isEqualTo(200);
    }
    cluster.stop(Part.NUMBERING);
    cluster.start(Part.NUMBERING);

    assertThat(place(run + "-2")).isEqualTo(next(last));
    assertThat(team(run + "-2")).isEqualTo(next(team));
    assertThat(place(run + "-1")).as("a repeat").isEqualTo(next(next(last)));
    assertTheLogIsContiguous();
  }

  @Test
  void lostOffsetsAreSetToAMomentBeforeTheLastEvents() throws Exception {
    String last = place("offsets-1");
    cluster.stop(Part.NUMBERING);
    try (Admin admin = admin()) {
      // Until the session of the static members has ended, the brokers refuse.
      Await.succeeds(() -> admin.deleteConsumerGroups(List.of(NumberingGroup.ID)).all().get());
      cluster.start(Part.NUMBERING);
      cluster
          .process(Part.NUMBERING)
          .awaitOutput("the committed offsets of group " + NumberingGroup.ID);
      cluster.stop(Part.NUMBERING);

      Map<TopicPartition, OffsetSpec> hourAgo = new HashMap<>();
      IntStream.range(0, Topics.OWNER_PARTITIONS)
          .mapToObj(partition -> new TopicPartition(Topics.COMMANDS.name(), partition))
          .forEach(place -> hourAgo.put(place, OffsetSpec.forTimestamp(knownSince)));
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      admin
          .listOffsets(hourAgo)
          .all()
          .get()
          .forEach(
              (place, found) ->
                  offsets.put(place, new OffsetAndMetadata(Math.max(0, found.offset()))));
      admin.alterConsumerGroupOffsets(NumberingGroup.ID, offsets).all().get();
    }
    cluster.start(Part.NUMBERING);

    assertThat(place("offsets-2")).isEqualTo(next(last));
    assertThat(place("offsets-1")).as("a repeat").isEqualTo(last);
    assertTheLogIsContiguous();
  }

  private static void loseChangelog(boolean isStoppedCleanly) throws Exception {
    String changelog = NumberingGroup.ID + "-state-changelog";
    if (isStoppedCleanly) {
      cluster.stop(Part.NUMBERING);
    } else {
      cluster.kill(Part.NUMBERING);
    }
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(changelog)).all().get();
    }
    cluster.start(Part.NUMBERING);
    cluster.process(Part.NUMBERING).awaitOutput(changelog + ": without it all numbers would begin");
    cluster.stop(Part.NUMBERING);
    knownSince = System.currentTimeMillis();
  }

  private static void assertTheLogIsContiguous() {
    Set<String> numbers = EventLog.numbersOfAContiguousLog(cluster.ports());
    assertThat(numbers).isNotEmpty();
  }

  private static String place(String key) {
    Answer placed = client.order(key, order("GAM", DAY)).join();
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    return placed.text("number");
  }

  private static String team(String name) {
    ObjectNode team = Json.MAPPER.createObjectNode().put("name", name);
    team.putObject("captain").put("name", "Grace");
    Answer registered = client.post("/teams", name, team);
    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    return registered.text("number");
  }

  /** The number after this one; all have four digits or three at the end. */
  private static String next(String number) {
    int digits = number.length() - number.lastIndexOf('-') - 1;
    String prefix = number.substring(0, number.length() - digits);
    long sequence = Long.parseLong(number.substring(prefix.length()));
    return prefix + String.format("%0" + digits + "d", sequence + 1);
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", cluster.ports().bootstrapServers()));
  }
}
