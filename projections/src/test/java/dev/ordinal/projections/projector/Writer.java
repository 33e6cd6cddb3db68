package dev.ordinal.projections.projector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the log in transactions, as the stream does. */
public final class Writer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  public Writer(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                UUID.randomUUID().toString()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
  }

  @SafeVarargs
  public final void commit(ProducerRecord<byte[], byte[]>... records) throws Exception {
    send(records);
    producer.commitTransaction();
  }

  @SafeVarargs
  public final void abort(ProducerRecord<byte[], byte[]>... records) throws Exception {
    send(records);
    producer.abortTransaction();
  }

  @SafeVarargs
  private void send(ProducerRecord<byte[], byte[]>... records) throws Exception {
    producer.beginTransaction();
    List<Future<?>> sent = new ArrayList<>();
    for (ProducerRecord<byte[], byte[]> one : records) {
      sent.add(producer.send(one));
    }
    producer.flush();
    for (Future<?> one : sent) {
      one.get();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
