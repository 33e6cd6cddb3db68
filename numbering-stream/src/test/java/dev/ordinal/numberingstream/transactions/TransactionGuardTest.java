package dev.ordinal.numberingstream.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.NumberingStream;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.series.Series;
import dev.ordinal.numberingstream.topology.DeadlineTicks;
import dev.ordinal.numberingstream.topology.NumberingTopology;
import dev.ordinal.numberingstream.topology.StreamMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionGuardTest {

  private static final ProducerEpoch UNKNOWN = new ProducerEpoch(1L << 40, 7);
  private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 2);
  private static final TopicPartition EVENTS = new TopicPartition(Topics.ORDER_EVENTS.name(), 1);

  @TempDir private Path directory;

  @Test
  void theStreamStartsOnceNothingHangsAndHealsWhatHangsLater() throws Exception {
    try (TestCluster cluster = TestCluster.start(directory.resolve("kafka"));
        Admin admin = Admin.create(cluster.settings());
        StrayWriter stray = new StrayWriter(admin, cluster.settings())) {
      TopicSetup.ensure(admin, (short) 1);
      stray.write(UNKNOWN, RESULTS);
      MetricRegistry registry = new MetricRegistry();
      NumberingStream stream = stream(cluster, registry);
      stream.transactions().register(registry);
      stream.start();
      try {
        await(20)
            .untilAsserted(
                () ->
                    assertThat(stream.trouble())
                        .contains("docs/operations.md", RESULTS + " (" + UNKNOWN + ", start"));

        abort(admin);
        await(60).untilAsserted(() -> assertThat(stream.trouble()).isNull());

        // Aborted in one partition, it is aborted in the one where it turns up.
        stray.write(UNKNOWN, EVENTS);
        await(60).until(() -> registry.counter("transactions.healed").getCount() == 1);
        assertThat(stream.trouble()).isNull();
        assertThat(gauge(registry, "transactions.oldest-open.seconds")).isLessThan(60);
        assertThat(gauge(registry, "brokers.losing-markers")).isEqualTo(1);
      } finally {
        stream.stop();
      }
    }
  }

  private NumberingStream stream(TestCluster cluster, MetricRegistry registry) {
    StreamSettings settings =
        new ObjectMapper()
            .convertValue(
                Map.of(
                    "bootstrapServers",
                    cluster.bootstrapServers(),
                    "stateDir",
                    directory.resolve("state").toString()),
                StreamSettings.class);
    StreamMetrics metrics = StreamMetrics.in(registry);
    return new NumberingStream(
        NumberingTopology.build(
            List.of(new Series(List.of())),
            SeriesDefinition.defaults(),
            new DeadlineTicks.Settings(
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                InstantSource.system(),
                partition -> Optional.empty()),
            metrics),
        settings,
        metrics);
  }

  /** As kafka-transactions.sh does it. */
  private static void abort(Admin admin) throws Exception {
    admin
        .abortTransaction(
            new AbortTransactionSpec(RESULTS, UNKNOWN.producerId(), (short) UNKNOWN.epoch(), 0))
        .all()
        .get();
  }

  private static long gauge(MetricRegistry registry, String name) {
    Gauge<?> gauge = Objects.requireNonNull(registry.getGauges().get(name));
    return ((Number) gauge.getValue()).longValue();
  }

  private static org.awaitility.core.ConditionFactory await(int seconds) {
    return Awaitility.await().atMost(Duration.ofSeconds(seconds));
  }
}
