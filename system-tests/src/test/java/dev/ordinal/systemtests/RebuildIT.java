package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static dev.ordinal.systemtests.harness.Examples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postgres equals the fold of the log (I5), and can be made anew from it at any time. */
class RebuildIT {

  private static final String DAY = "2026-07-07T12:00:00Z";
  private static final String ALL = "/orders?limit=500";

  @TempDir private Path folder;

  /** Starts what is tested. */
  Deployment deploy(Path data) {
    return Ordinal.up(data);
  }

  @Test
  void aRebuildWhileOrdersComeInLeavesTheSameReadModel() {
    try (Deployment ordinal = deploy(folder.resolve("data"))) {
      Client client = ordinal.client();
      List<CompletableFuture<Answer>> burst =
          IntStream.range(0, 300)
              .mapToObj(i -> client.order("before-" + i, order("GAM", DAY)))
              .toList();
      for (int i = 0; i < burst.size(); i++) {
        if (burst.get(i).join().status() != 201) {
          place(client, "before-" + i, "GAM");
        }
      }
      client.post("/orders/GAM-20260707-0007/cancel", "cancel-7", reason("wrong size"));
      Await.until(
          () -> client.get("/orders/GAM-20260707-0007"), a -> a.text("status").equals("cancelled"));
      List<JsonNode> before = client.list(ALL);

      JavaProcess rebuild = rebuild(ordinal.ports());
      for (int i = 0; rebuild.isAlive(); i++) {
        place(client, "during-" + i, "RET");
        assertThat(client.get("/orders/GAM-20260707-0001").status()).isEqualTo(200);
      }
      assertThat(rebuild.exitCode()).as(rebuild.output()).isZero();

      assertThat(place(client, "after", "GAM").text("number")).isEqualTo("GAM-20260707-0301");
      assertThat(Await.until(() -> client.get("/orders/GAM-20260707-0301"), a -> a.status() == 200))
          .isNotNull();
      List<JsonNode> after = client.list(ALL + "&series=GAM");
      assertThat(after.subList(0, 300)).isEqualTo(before);
      assertThat(client.get("/orders/GAM-20260707-0007").text("status")).isEqualTo("cancelled");
      assertThat(client.get("/commands/" + before.get(0).get("commandId").asText()).text("status"))
          .isEqualTo("accepted");
    }
  }

  /** Repeats with its key what could not be recorded for certain, as in a burst on a cold start. */
  private static Answer place(Client client, String key, String series) {
    return Await.until(() -> client.order(key, order(series, DAY)).join(), a -> a.status() == 201);
  }

  private JavaProcess rebuild(Ports ports) {
    return JavaProcess.start(
        folder,
        Map.of(
            "ORDINAL_KAFKA_PORT", Integer.toString(ports.kafka()),
            "ORDINAL_POSTGRES_PORT", Integer.toString(ports.postgres())),
        "rebuild");
  }
}
