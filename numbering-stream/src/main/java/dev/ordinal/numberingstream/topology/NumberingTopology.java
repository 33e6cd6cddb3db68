package dev.ordinal.numberingstream.topology;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.JsonSerde;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** From commands to events, replies and results: one processor, so one transaction a batch. */
public final class NumberingTopology {

  static final String EVENTS = "events";
  static final String REPLIES = "replies";
  static final String RESULTS = "results";
  static final String DEAD_LETTERS = "dead-letters";

  private static final String COMMANDS = "commands";
  private static final String WRITER = "writer";

  private NumberingTopology() {}

  /**
   * Builds the topology.
   *
   * @param capabilities what is decided
   * @param series those that are defined at the first start
   * @param deadlineInterval how often deadlines are looked at
   * @param metrics where the processor counts
   * @throws IllegalArgumentException when a series' definition is wrong
   */
  public static Topology build(
      List<? extends Capability<?, ?>> capabilities,
      Collection<SeriesDefinition> series,
      Duration deadlineInterval,
      StreamMetrics metrics) {
    series.forEach(NumberPattern::of);
    List<Table.Spec<?>> tables = Writer.tables(capabilities);
    ProcessorSupplier<byte[], byte[], Object, Object> writer =
        () ->
            new CommandProcessor(
                source -> new Writer(capabilities, source), series, deadlineInterval, metrics);
    Topology topology =
        new Topology()
            .addSource(
                COMMANDS,
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                Topics.COMMANDS.name())
            .addProcessor(WRITER, writer, COMMANDS);
    tables.forEach(table -> topology.addStateStore(store(table), WRITER));
    addSinks(topology);
    return topology;
  }

  private static void addSinks(Topology topology) {
    StreamPartitioner<String, Event> withItsOwner =
        (topic, key, event, partitions) -> Optional.of(Set.of(Topics.partitionOf(event.owner())));
    topology.addSink(
        EVENTS,
        (String key, Event event, RecordContext context) -> Topics.of(event).name(),
        new StringSerializer(),
        eventSerializer(),
        withItsOwner,
        WRITER);
    StreamPartitioner<ReplyAddress, Object> toItsAsker =
        (topic, address, reply, partitions) -> Optional.of(Set.of(address.partition()));
    topology.addSink(
        REPLIES,
        Topics.REPLIES.name(),
        ReplyAddress.serializer(),
        Topics.REPLIES.value().serializer(),
        toItsAsker,
        WRITER);
    addSink(topology, RESULTS, Topics.RESULTS, new UUIDSerializer());
    addSink(topology, DEAD_LETTERS, Topics.DEAD_LETTERS, Topics.DEAD_LETTERS.key().serializer());
  }

  private static <K, V> void addSink(
      Topology topology, String name, TypedTopic<K, V> topic, Serializer<K> key) {
    topology.addSink(name, topic.name(), key, topic.value().serializer(), WRITER);
  }

  private static Serializer<Event> eventSerializer() {
    return (topic, event) -> Topics.valueOf(event);
  }

  private static <V> StoreBuilder<?> store(Table.Spec<V> table) {
    // No record cache: under exactly-once it only delays what must be in the transaction anyway,
    // and a cached counter beside a standby has lost writes before (apache/kafka#12540).
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(table.name()),
            Serdes.String(),
            new JsonSerde<>(table.type()))
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
