package dev.ordinal.numberingstream.state;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.state.CommittedLog.Stretch;
import dev.ordinal.numberingstream.topology.NumberingTopology;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** The stores that ever had a changelog, with its id, in {@link Topics#TABLES}. */
final class TableList {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.TABLES.name(), 0);

  private TableList() {}

  /** The ids by table; empty where nothing was ever listed. */
  static Map<String, String> read(CommittedLog log) {
    Map<String, String> known = new TreeMap<>();
    List<TopicPartition> one = List.of(PARTITION);
    long begin = log.begins(one).getOrDefault(PARTITION, 0L);
    long end = log.ends(one).getOrDefault(PARTITION, 0L);
    log.read(
        PARTITION,
        new Stretch(begin, end),
        record ->
            known.put(
                Topics.TABLES.key().deserializer().deserialize("", record.key()),
                Topics.TABLES.value().deserializer().deserialize("", record.value())));
    return known;
  }

  /** Lists the one store with this id, unless it is known so. */
  static void set(Map<String, Object> settings, Map<String, String> known, String id)
      throws InterruptedException {
    if (id.equals(known.get(NumberingTopology.STORE))) {
      return;
    }
    Map<String, Object> withAcks = new TreeMap<>(settings);
    withAcks.put(ProducerConfig.ACKS_CONFIG, "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(withAcks, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(Topics.TABLES.name(), NumberingTopology.STORE, id)).get();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }
}
