package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Callers;
import dev.ordinal.systemtests.harness.Callers.Load;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.NumberingGroup;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of numbering-stream, and callers of series in all partitions. One instance is
 * killed with a transaction open: the other takes its series over, and its own series go on.
 */
class TakeoverIT {

  private static final Duration TAKEOVER = Duration.ofSeconds(15);
  private static final Duration TAKEOVER_WITH_STANDBY = Duration.ofSeconds(10);

  /** How long a series of the instance that lives on may be without a number. */
  private static final Duration SURVIVORS_LONGEST = Duration.ofSeconds(2);

  /** Numbers that each series gets before a kill and after the takeover. */
  private static final int ROUND = 20;

  @TempDir private Path folder;
  private final Map<String, Load> loads = loads();

  @Test
  void eachInstanceCanBeKilledAndTheOtherTakesItsSeriesOver() {
    try (Cluster cluster = cluster(0)) {
      start(cluster);
      Set<String> told = new TreeSet<>();
      told.addAll(takeover(cluster, Part.NUMBERING, "first", TAKEOVER));
      cluster.start(Part.NUMBERING);
      group(cluster).awaitShared();
      told.addAll(takeover(cluster, Part.SECOND_NUMBERING, "second", TAKEOVER));
      cluster.start(Part.SECOND_NUMBERING);
      group(cluster).awaitShared();
      told.addAll(freezeAndThaw(cluster));
      assertThat(EventLog.numbersOfAContiguousLog(cluster.ports())).containsAll(told);
      assertOutcomesLieWithTheirWriter(cluster);
    }
  }

  @Test
  void withAStandbyTheTakeoverNeedsNoRestore() {
    try (Cluster cluster = cluster(1)) {
      start(cluster);
      Set<String> told = takeover(cluster, Part.SECOND_NUMBERING, "standby", TAKEOVER_WITH_STANDBY);
      assertThat(EventLog.numbersOfAContiguousLog(cluster.ports())).containsAll(told);
    }
  }

  private Cluster cluster(int standbys) {
    return new Cluster(folder, Map.of("ORDINAL_NUMBERING_STANDBYS", Integer.toString(standbys)));
  }

  private void start(Cluster cluster) {
    List.of(Part.POSTGRES, Part.KAFKA, Part.NUMBERING, Part.PROJECTIONS, Part.API)
        .forEach(cluster::start);
    for (String series : List.of("TKA", "TKB")) {
      Await.until(() -> define(cluster, series), status -> status == 200 || status == 201);
    }
    cluster.start(Part.SECOND_NUMBERING);
    group(cluster).awaitShared();
    assertThat(loads.keySet().stream().map(Topics::partitionOf).collect(toSet()))
        .as("the partitions of the series")
        .hasSize(Topics.OWNER_PARTITIONS);
  }

  private static int define(Cluster cluster, String series) {
    String definition =
        "{\"kind\":\"order\",\"pattern\":\"%s-{seq:4}\",\"reset\":\"never\",\"zone\":\"UTC\"}"
            .formatted(series);
    return cluster
        .client()
        .send(
            cluster
                .client()
                .request("/series/" + series)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(definition)))
        .join()
        .status();
  }

  /**
   * Kills a part under load, waits for numbers of all series and answers what callers were told.
   */
  private Set<String> takeover(Cluster cluster, Part victim, String run, Duration limit) {
    try (Callers callers = new Callers(cluster.client(), run, loads)) {
      long start = System.nanoTime();
      Await.until(() -> callers.missing(ROUND, start), Map::isEmpty);
      Set<Integer> ofVictim = group(cluster).partitionsOf(victim);
      freezeInATransaction(cluster, victim);
      long killed = System.nanoTime();
      cluster.kill(victim);
      Await.until(() -> callers.missing(ROUND, killed), Map::isEmpty);
      Map<String, Duration> gaps = callers.longestGaps(killed);
      report(victim + " killed, run " + run, gaps, ofVictim);
      assertThat(ofVictim).isNotEmpty();
      gaps.forEach(
          (series, gap) ->
              assertThat(gap)
                  .as(series)
                  .isLessThan(
                      ofVictim.contains(Topics.partitionOf(series)) ? limit : SURVIVORS_LONGEST));
      return new TreeSet<>(callers.numbers());
    }
  }

  /** A frozen instance loses its series, and takes part again when it goes on. */
  private Set<String> freezeAndThaw(Cluster cluster) {
    try (Callers callers = new Callers(cluster.client(), "frozen", loads)) {
      long start = System.nanoTime();
      Await.until(() -> callers.missing(ROUND, start), Map::isEmpty);
      Set<Integer> ofVictim = group(cluster).partitionsOf(Part.NUMBERING);
      freezeInATransaction(cluster, Part.NUMBERING);
      long frozen = System.nanoTime();
      Await.until(() -> callers.missing(ROUND, frozen), Map::isEmpty);
      report("NUMBERING frozen", callers.longestGaps(frozen), ofVictim);
      long thawed = System.nanoTime();
      cluster.thaw(Part.NUMBERING);
      group(cluster).awaitShared();
      long shared = System.nanoTime();
      Await.until(() -> callers.missing(ROUND, shared), Map::isEmpty);
      report("NUMBERING thawed", callers.longestGaps(thawed), ofVictim);
      return new TreeSet<>(callers.numbers());
    }
  }

  private static void report(String what, Map<String, Duration> gaps, Set<Integer> ofVictim) {
    StringBuilder table = new StringBuilder(what + ": longest time without a number");
    gaps.forEach(
        (series, gap) ->
            table.append(
                "%n  %-6s partition %d %-9s %6d ms"
                    .formatted(
                        series,
                        Topics.partitionOf(series),
                        ofVictim.contains(Topics.partitionOf(series)) ? "victim's" : "survivor's",
                        gap.toMillis())));
    System.out.println(table);
  }

  private static void freezeInATransaction(Cluster cluster, Part victim) {
    NumberingGroup group = group(cluster);
    Await.until(
        () -> {
          cluster.freeze(victim);
          boolean open = group.isInATransaction(victim);
          if (!open) {
            cluster.thaw(victim);
          }
          return open;
        },
        open -> open);
  }

  private static NumberingGroup group(Cluster cluster) {
    return new NumberingGroup(cluster.ports());
  }

  private static void assertOutcomesLieWithTheirWriter(Cluster cluster) {
    Map<UUID, Integer> writers = new HashMap<>();
    EventLog.read(cluster.ports(), Topics.COMMANDS)
        .forEach(command -> writers.put(command.value().commandId(), command.partition()));
    assertThat(EventLog.read(cluster.ports(), Topics.RESULTS))
        .allSatisfy(result -> assertThat(writers).containsEntry(result.key(), result.partition()));
  }

  private static Map<String, Load> loads() {
    Map<String, Load> loads =
        Stream.of("GAM", "RET", "TKA", "TKB")
            .collect(
                toMap(
                    series -> series,
                    series -> new Load("/orders", () -> order(series)),
                    (one, other) -> one,
                    TreeMap::new));
    loads.put("ICCT", new Load("/teams", () -> team()));
    loads.put("HM-P", new Load("/partners", () -> partner()));
    loads.put("BOQ", new Load("/documents", () -> document()));
    return loads;
  }

  private static ObjectNode document() {
    return object()
        .put("series", "BOQ")
        .put("title", "Roof")
        .put("currency", "THB")
        .put("totalAmount", 100);
  }

  private static ObjectNode team() {
    ObjectNode team = object().put("name", "Team " + UUID.randomUUID());
    team.putObject("captain").put("name", "Grace").put("email", "grace@example.org");
    team.putArray("players").addObject().put("name", "Alan");
    return team;
  }

  private static ObjectNode partner() {
    String name = "p" + UUID.randomUUID();
    return object()
        .put("name", name)
        .put("email", name + "@example.org")
        .put("phone", "+44 20 7946 0000");
  }

  private static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }
}
