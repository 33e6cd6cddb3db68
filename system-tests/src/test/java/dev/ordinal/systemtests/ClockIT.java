package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Clocks;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a host is set while it serves. Needs libfaketime. */
class ClockIT {

  private static final String DAY = "2026-05-05T12:00:00Z";

  /** Enough that each writer has some. */
  private static final int SERIES = 20;

  private static final String API = Part.API.name();

  @TempDir private Path folder;

  static boolean clocksCanBeSet() {
    Clocks.trouble().ifPresent(trouble -> System.out.println("skipped: " + trouble));
    return Clocks.trouble().isEmpty();
  }

  @Test
  @EnabledIf("clocksCanBeSet")
  void anApiWhoseClockIsSetBackAnswersEverybodyInTime() {
    Clocks clocks = new Clocks(folder.resolve("clocks"), Instant.now());
    try (Cluster cluster = new Cluster(folder)) {
      List.of(Part.POSTGRES, Part.KAFKA, Part.NUMBERING, Part.PROJECTIONS).forEach(cluster::start);
      cluster.start(Part.API, clocks.environment(API));
      Client client = cluster.client();
      Await.until(() -> client.order("first", order("GAM", DAY)).join(), a -> a.status() == 201);

      // What the broker has not answered is to be tried again, later than now.
      cluster.freeze(Part.KAFKA);
      List<CompletableFuture<Client.Answer>> answers =
          IntStream.range(0, 40).mapToObj(i -> client.order("o-" + i, order("GAM", DAY))).toList();
      clocks.step(API, Duration.ofMinutes(-20));
      cluster.kill(Part.KAFKA);
      cluster.start(Part.KAFKA);

      // Within the 30 s that they would wait, and what a send may take.
      assertThat(answers)
          .allSatisfy(
              answer ->
                  assertThat(answer.orTimeout(45, TimeUnit.SECONDS).join().status())
                      .isIn(201, 202, 503));
      for (int i = 0; i < answers.size(); i++) {
        String key = "o-" + i;
        Await.until(() -> client.order(key, order("GAM", DAY)).join(), a -> a.status() == 201);
      }
    }
  }

  @Test
  @EnabledIf("clocksCanBeSet")
  void numberingWhoseClockIsSetBackGoesOnWithAllSeries() {
    Clocks clocks = new Clocks(folder.resolve("clocks"), Instant.now());
    String numbering = Part.NUMBERING.name();
    try (Cluster cluster = new Cluster(folder)) {
      List.of(Part.POSTGRES, Part.KAFKA, Part.PROJECTIONS, Part.API).forEach(cluster::start);
      cluster.start(Part.NUMBERING, clocks.environment(numbering));
      Client client = cluster.client();
      List<String> series = IntStream.range(0, SERIES).mapToObj(i -> "S" + i).toList();
      for (String code : series) {
        ObjectNode definition =
            Json.MAPPER
                .createObjectNode()
                .put("kind", "order")
                .put("pattern", code + "-{seq:4}")
                .put("reset", "never")
                .put("zone", "UTC");
        Await.until(() -> client.put("/series/" + code, definition), a -> a.status() / 100 == 2);
      }

      clocks.step(numbering, Duration.ofMinutes(-14));
      for (String code : series) {
        String key = "o-" + code;
        Await.until(() -> client.order(key, order(code, DAY)).join(), a -> a.status() == 201);
      }
    }
  }
}
