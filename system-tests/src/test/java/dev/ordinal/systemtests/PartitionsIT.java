package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over how many partitions owners are spread is chosen once. */
class PartitionsIT {

  private static final String DAY = "2026-05-05T12:00:00Z";
  private static final Map<String, String> SEVEN = Map.of("ORDINAL_PARTITIONS", "7");

  @TempDir private Path folder;

  @Test
  void whatTheFirstStartChoseHoldsForEveryLaterOne() throws Exception {
    Path data = folder.resolve("data");
    try (Ordinal ordinal = Ordinal.up(data, SEVEN)) {
      assertThat(number(ordinal, "k1", "GAM")).endsWith("-0001");
      assertThat(number(ordinal, "k1", "RET")).endsWith("-0001");
      try (Admin admin =
          Admin.create(Map.of("bootstrap.servers", ordinal.ports().bootstrapServers()))) {
        List<String> topics =
            List.of(
                "ordinal.commands",
                "ordinal.orders.events",
                "ordinal.results",
                "ordinal-numbering-state-changelog");
        admin
            .describeTopics(topics)
            .allTopicNames()
            .get()
            .forEach((name, topic) -> assertThat(topic.partitions()).as(name).hasSize(7));
      }
      assertThat(audit(ordinal, SEVEN)).isEqualTo(0);
      assertThat(audit(ordinal, Map.of())).as("of a part of the log nothing is proven").isNotZero();
      ordinal.process().kill();
      try (JavaProcess other = Ordinal.start(data, ordinal.ports())) {
        assertThat(other.exitCode()).isNotZero();
        assertThat(other.output())
            .contains("has 7 partitions, not 4")
            .contains("chosen at the first start, by ORDINAL_PARTITIONS");
      }
      try (Ordinal again = ordinal.again()) {
        assertThat(number(again, "k1", "GAM")).endsWith("-0001");
        assertThat(number(again, "k2", "GAM")).endsWith("-0002");
        assertThat(number(again, "k2", "RET")).endsWith("-0002");
      }
    }
  }

  @Test
  void whatIsNoNumberOfPartitionsIsSaidInOneLine() {
    try (JavaProcess process =
        Ordinal.start(folder.resolve("data"), Ports.free(), Map.of("ORDINAL_PARTITIONS", "many"))) {
      assertThat(process.exitCode()).isEqualTo(2);
      assertThat(process.output().strip())
          .isEqualTo(
              "ordinal: ORDINAL_PARTITIONS must be a whole number from 1 to 200, not 'many'");
    }
  }

  private int audit(Ordinal ordinal, Map<String, String> partitions) {
    Map<String, String> environment = new HashMap<>(partitions);
    environment.put("ORDINAL_KAFKA_BOOTSTRAP_SERVERS", ordinal.ports().bootstrapServers());
    try (JavaProcess audit =
        JavaProcess.start(folder.resolve("audit"), environment, "audit", "--no-postgres")) {
      int code = audit.exitCode();
      if (partitions.isEmpty()) {
        assertThat(audit.output()).contains("has 7 partitions, not 4");
      }
      return code;
    }
  }

  private static String number(Ordinal ordinal, String key, String series) {
    Answer answer = ordinal.client().order(key, order(series, DAY)).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text("number");
  }
}
