package dev.ordinal.numberingstream.topology;

import static dev.ordinal.numberingstream.orders.OrderExamples.ACCEPTED_AT;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.series.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.apache.kafka.streams.state.internals.KeyValueStoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State stores that cannot be written. */
class BrokenStateTopologyTest {

  private static final List<Capability<?, ?>> CAPABILITIES =
      List.of(new Series(List.of()), new Orders());

  private final StreamMetrics metrics = StreamMetrics.in(new MetricRegistry());

  private final TestTime time = new TestTime(ACCEPTED_AT);

  @TempDir private Path stateDir;
  private boolean isBroken;
  private int starts;

  /** Each start reads from offset 0 again, as after an abort, and begins with good state. */
  @Test
  void aCommandThatCannotBeWrittenTwiceIsParkedAndThoseAfterItAreAnsweredWhileTheWriterIsStopped() {
    for (int attempt = 1; attempt <= 2; attempt++) {
      try (Driver driver = start()) {
        isBroken = true;
        assertThatThrownBy(() -> order(driver, "k1"))
            .hasRootCauseInstanceOf(ProcessorStateException.class);
      }
    }
    assertThat(metrics.parked().getCount()).isZero();
    try (Driver driver = start()) {
      isBroken = true;
      order(driver, "k1");
      assertThat(driver.replies()).extracting(Outcome::status).containsExactly("parked");
      assertThat(DeadLetter.of(driver.read(Topics.DEAD_LETTERS).get(0).headers()).parked())
          .extracting(DeadLetter.Parked::code)
          .isEqualTo("command-parked");
      assertThatThrownBy(() -> order(driver, "k2"))
          .hasRootCauseInstanceOf(ProcessorStateException.class);
    }
    try (Driver driver = start()) {
      assertThat(metrics.health().troubles()).singleElement().asString().contains("partition 0");
      order(driver, "k1");
      order(driver, "k2");
      assertThat(driver.replies())
          .extracting(reply -> reply.rejection() == null ? "" : reply.rejection().code())
          .containsExactly("writer-stopped", "writer-stopped");
      driver.passes(Duration.ofSeconds(31));
      order(driver, "k3");
      assertThat(driver.replies()).extracting(Outcome::status).containsExactly("accepted");
      assertThat(metrics.health().troubles()).isEmpty();
    }
  }

  private Driver start() {
    isBroken = false;
    Driver driver = new Driver(topology(), stateDir.resolve(Integer.toString(starts++)), time);
    driver.passes(Duration.ofMillis(200));
    return driver;
  }

  private static void order(Driver driver, String key) {
    driver.send(envelope(key, place(Driver.SERIES, null, null), 1));
  }

  private Topology topology() {
    ProcessorSupplier<byte[], byte[], Outgoing, byte[]> processor =
        () ->
            new CommandProcessor(
                source -> new Writer(CAPABILITIES, source),
                List.of(Driver.series()),
                time.settings(),
                new Semaphore(1),
                metrics);
    Topology topology =
        new Topology()
            .addSource(
                "commands",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.COMMANDS.name())
            .addProcessor("writer", processor, "commands")
            .addSink(
                "sink",
                Outgoing.toItsTopic(),
                Outgoing.keySerializer(),
                new ByteArraySerializer(),
                Outgoing.toItsPartition(),
                "writer");
    topology.addStateStore(store(), "writer");
    return topology;
  }

  private StoreBuilder<?> store() {
    KeyValueBytesStoreSupplier supplier =
        new KeyValueBytesStoreSupplier() {
          @Override
          public String name() {
            return NumberingTopology.STORE;
          }

          @Override
          public KeyValueStore<Bytes, byte[]> get() {
            return new InMemoryKeyValueStore(NumberingTopology.STORE) {
              @Override
              public synchronized void put(Bytes key, byte[] value) {
                if (isBroken && new String(key.get(), UTF_8).startsWith("orders\0")) {
                  throw new ProcessorStateException("the disk is full");
                }
                super.put(key, value);
              }
            };
          }

          @Override
          public String metricsScope() {
            return "in-memory";
          }
        };
    return new KeyValueStoreBuilder<>(supplier, Serdes.String(), Serdes.ByteArray(), Time.SYSTEM)
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
