package dev.ordinal.numberingstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The stream's topology in one thread, with one partition, number 0. */
final class Driver implements AutoCloseable {

  /** A series whose partition it is. */
  static final String SERIES =
      Stream.iterate('A', letter -> (char) (letter + 1))
          .map(letter -> "S" + letter)
          .filter(code -> Topics.partitionOf(code) == 0)
          .findFirst()
          .orElseThrow();

  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> commands;
  private final TestTime time;

  Driver(Topology topology, Path stateDir, TestTime time) {
    this.time = time;
    Properties properties = new StreamSettings().toProperties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(topology, properties, time.now());
    commands =
        driver.createInputTopic(
            Topics.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A series of orders like GAM. */
  static SeriesDefinition series() {
    SeriesDefinition gam = SeriesDefinition.defaults().get(0);
    return new SeriesDefinition(
        SERIES,
        gam.kind(),
        SERIES + "-{yyyyMMdd}-{seq:4}",
        gam.reset(),
        gam.zone(),
        gam.overflow(),
        gam.start());
  }

  void send(CommandEnvelope envelope) {
    send(
        envelope.command().owner(),
        Topics.COMMANDS.value().serializer().serialize(Topics.COMMANDS.name(), envelope));
  }

  void send(String key, byte[] value) {
    commands.pipeInput(key.getBytes(UTF_8), value);
  }

  void passes(Duration howLong) {
    time.pass(driver, howLong);
  }

  <K, V> List<TestRecord<K, V>> read(TypedTopic<K, V> topic) {
    return driver
        .createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer())
        .readRecordsToList();
  }

  List<Outcome> replies() {
    return read(Topics.RESULTS).stream().map(TestRecord::value).toList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
