package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Clocks;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The clock of a host is set while it serves. Needs libfaketime. */
class ClockIT {

  private static final String DAY = "2026-05-05T12:00:00Z";
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

      clocks.step(API, Duration.ofMinutes(-20));
      List<CompletableFuture<Client.Answer>> answers = new ArrayList<>();
      Await.until(
          () -> {
            answers.add(client.order("o-" + answers.size(), order("GAM", DAY)));
            return client.get("/health-check?type=alive");
          },
          alive -> clocks.isShownIn(alive.header("Date"), API) && answers.size() > 40);

      // Whoever was in the way of the step is told to repeat, and may.
      assertThat(answers)
          .allSatisfy(
              answer ->
                  assertThat(answer.orTimeout(20, TimeUnit.SECONDS).join().status())
                      .isIn(201, 202, 503));
      for (int i = 0; i < answers.size(); i++) {
        String key = "o-" + i;
        Await.until(() -> client.order(key, order("GAM", DAY)).join(), a -> a.status() == 201);
      }
    }
  }
}
