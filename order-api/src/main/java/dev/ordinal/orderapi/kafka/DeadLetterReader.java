package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.http.ApiProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads single commands from the dead letters, on demand. Thread-safe. */
public final class DeadLetterReader {

  private static final TopicPartition DEAD_LETTERS =
      new TopicPartition(Topics.DEAD_LETTERS.name(), 0);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final ExecutorService readers;

  /**
   * A reader.
   *
   * @param readers runs the reads, each of which holds a record of up to 17 MiB: few at a time, and
   *     few may wait
   */
  public DeadLetterReader(KafkaSettings settings, ExecutorService readers) {
    this.settings = settings;
    this.readers = readers;
  }

  /**
   * The command with this id, which lies at {@code offset}. Fails with a {@link
   * dev.ordinal.orderapi.http.ProblemException}: {@code parked-command-gone} if it does not, {@code
   * kafka-unavailable}, or {@code too-many-in-flight}.
   */
  public CompletionStage<CommandEnvelope> read(UUID commandId, long offset) {
    try {
      return CompletableFuture.supplyAsync(() -> find(commandId, offset), readers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          ApiProblem.TOO_MANY_IN_FLIGHT.because("other parked commands are being read"));
    }
  }

  private CommandEnvelope find(UUID commandId, long offset) {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(config())) {
      consumer.assign(List.of(DEAD_LETTERS));
      consumer.seek(DEAD_LETTERS, offset);
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(PATIENCE)) {
        CommandEnvelope envelope =
            Topics.COMMANDS
                .value()
                .deserializer()
                .deserialize(Topics.COMMANDS.name(), message.value());
        if (message.offset() == offset && envelope.commandId().equals(commandId)) {
          return envelope;
        }
        throw gone();
      }
      throw new CompletionException(
          ApiProblem.KAFKA_UNAVAILABLE.because("the dead letters could not be read in time"));
    } catch (SerializationException e) {
      throw gone();
    } catch (KafkaException e) {
      throw new CompletionException(
          ApiProblem.KAFKA_UNAVAILABLE.because("the dead letters cannot be read at the moment"));
    }
  }

  private static CompletionException gone() {
    return new CompletionException(
        ApiProblem.PARKED_COMMAND_GONE.because("its dead letter does not hold it"));
  }

  private Map<String, Object> config() {
    Map<String, Object> config = settings.client("dead-letters");
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_DEAD_LETTER_BYTES);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return config;
  }
}
