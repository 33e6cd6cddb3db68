package dev.ordinal.numberingstream.topology;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** From commands to events, replies and results: one processor, so one transaction a batch. */
public final class NumberingTopology {

  /** The one store, which all tables share: each store is a topic more in each transaction. */
  public static final String STORE = "state";

  private static final String COMMANDS = "commands";
  private static final String WRITER = "writer";
  private static final String SINK = "sink";

  private NumberingTopology() {}

  /**
   * Builds the topology.
   *
   * @param capabilities what is decided
   * @param series those that are defined at the first start
   * @param deadlines when deadlines are acted on
   * @param metrics where the processor counts
   * @throws IllegalArgumentException when a series' definition is wrong
   */
  public static Topology build(
      List<? extends Capability<?, ?>> capabilities,
      Collection<SeriesDefinition> series,
      DeadlineTicks.Settings deadlines,
      StreamMetrics metrics) {
    series.forEach(NumberingTopology::check);
    Semaphore turn = new Semaphore(1);
    ProcessorSupplier<byte[], byte[], Outgoing, byte[]> writer =
        () ->
            new CommandProcessor(
                source -> new Writer(capabilities, source), series, deadlines, turn, metrics);
    Topology topology =
        new Topology()
            .addSource(
                AutoOffsetReset.earliest(),
                COMMANDS,
                // By default a record without a timestamp, which is -1, stops the stream.
                (message, partitionTime) -> Math.max(0, message.timestamp()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.COMMANDS.name())
            .addProcessor(WRITER, writer, COMMANDS);
    topology.addStateStore(store(), WRITER);
    topology.addSink(
        SINK,
        Outgoing.toItsTopic(),
        Outgoing.keySerializer(),
        new ByteArraySerializer(),
        Outgoing.toItsPartition(),
        WRITER);
    return topology;
  }

  private static void check(SeriesDefinition series) {
    NumberPattern.of(series);
    if (series.start() > NumberPattern.MAX_SEQUENCE) {
      throw new IllegalArgumentException(
          "series " + series.code() + ": start must have at most 18 digits");
    }
  }

  private static StoreBuilder<?> store() {
    // No record cache: under exactly-once it only delays what must be in the transaction anyway,
    // and a cached counter beside a standby has lost writes before (apache/kafka#12540).
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  static {
    // A family without a topic would stop the stream at its first event; better at class loading.
    Families.EVENTS.forEach(
        family -> {
          if (!Topics.EVENTS.containsKey(family)) {
            throw new IllegalStateException("no topic for " + family);
          }
        });
  }
}
