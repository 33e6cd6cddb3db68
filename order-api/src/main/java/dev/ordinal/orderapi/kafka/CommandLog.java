package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.http.ApiProblem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads single commands where they lie in the log, on demand. Thread-safe. */
public final class CommandLog {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final ExecutorService readers;

  /**
   * A reader.
   *
   * @param readers runs the reads, each of which holds a batch of up to 17 MiB: few at a time, and
   *     few may wait
   */
  public CommandLog(KafkaSettings settings, ExecutorService readers) {
    this.settings = settings;
    this.readers = readers;
  }

  /**
   * The command with this id, if it lies at {@code offset}; empty if it does not, or no longer.
   * Fails with a {@link dev.ordinal.orderapi.http.ProblemException}: {@code kafka-unavailable}, or
   * {@code too-many-in-flight}.
   *
   * @param place of the commands, or of the dead letters
   */
  public CompletionStage<Optional<CommandEnvelope>> read(
      UUID commandId, TopicPartition place, long offset) {
    try {
      return CompletableFuture.supplyAsync(() -> find(commandId, place, offset), readers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          ApiProblem.TOO_MANY_IN_FLIGHT.because("other commands are being read from the log"));
    }
  }

  private Optional<CommandEnvelope> find(UUID commandId, TopicPartition place, long offset) {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(config())) {
      consumer.assign(List.of(place));
      consumer.seek(place, offset);
      for (ConsumerRecord<byte[], byte[]> message : consumer.poll(PATIENCE)) {
        CommandEnvelope envelope =
            Topics.COMMANDS
                .value()
                .deserializer()
                .deserialize(Topics.COMMANDS.name(), message.value());
        boolean isIt = message.offset() == offset && envelope.commandId().equals(commandId);
        return isIt ? Optional.of(envelope) : Optional.empty();
      }
      throw new CompletionException(
          ApiProblem.KAFKA_UNAVAILABLE.because("the log of commands could not be read in time"));
    } catch (SerializationException | OffsetOutOfRangeException e) {
      return Optional.empty();
    } catch (KafkaException e) {
      throw new CompletionException(
          ApiProblem.KAFKA_UNAVAILABLE.because("the log of commands cannot be read at the moment"));
    }
  }

  private Map<String, Object> config() {
    Map<String, Object> config = settings.client("command-log");
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    // The batch in which it lies, however large, and no other (KIP-74).
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    return config;
  }
}
