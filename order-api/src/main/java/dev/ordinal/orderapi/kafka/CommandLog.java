package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.orderapi.http.ApiProblem;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

/** Reads single records where they lie in the log, on demand. Thread-safe. */
public final class CommandLog {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final ExecutorService readers;

  /**
   * A reader.
   *
   * @param readers runs the reads, each of which holds batches of up to 17 MiB: few at a time, and
   *     few may wait
   */
  public CommandLog(KafkaSettings settings, ExecutorService readers) {
    this.settings = settings;
    this.readers = readers;
  }

  /**
   * The values of the records at these offsets, without those that the log no longer has. Fails
   * with a {@link dev.ordinal.orderapi.http.ProblemException}: {@code kafka-unavailable}, or {@code
   * too-many-in-flight}.
   *
   * @param places one offset of each partition
   */
  public CompletionStage<Map<TopicPartition, byte[]>> read(Map<TopicPartition, Long> places) {
    try {
      return CompletableFuture.supplyAsync(() -> find(places), readers);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          ApiProblem.TOO_MANY_IN_FLIGHT.because("other commands are being read from the log"));
    }
  }

  /** The command in a record, if it is the one with this id; empty if it is not, or none. */
  public static Optional<CommandEnvelope> command(UUID commandId, byte @Nullable [] value) {
    return parsed(Topics.COMMANDS, value)
        .filter(envelope -> envelope.commandId().equals(commandId));
  }

  /** The outcome in a record, if it is the one of this command; empty if it is not, or none. */
  public static Optional<Outcome> outcome(UUID commandId, byte @Nullable [] value) {
    return parsed(Topics.RESULTS, value).filter(outcome -> outcome.commandId().equals(commandId));
  }

  private static <V> Optional<V> parsed(TypedTopic<?, V> topic, byte @Nullable [] value) {
    try {
      return Optional.ofNullable(value)
          .map(bytes -> topic.value().deserializer().deserialize(topic.name(), bytes));
    } catch (SerializationException e) {
      return Optional.empty();
    }
  }

  private Map<TopicPartition, byte[]> find(Map<TopicPartition, Long> places) {
    Map<TopicPartition, byte[]> found = new HashMap<>();
    Set<TopicPartition> left = new HashSet<>(places.keySet());
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(config())) {
      consumer.assign(left);
      places.forEach(consumer::seek);
      while (!left.isEmpty()) {
        Duration rest = Duration.ofNanos(end - System.nanoTime());
        if (rest.isNegative()) {
          throw new CompletionException(
              ApiProblem.KAFKA_UNAVAILABLE.because("the log could not be read in time"));
        }
        for (ConsumerRecord<byte[], byte[]> record : poll(consumer, rest, left)) {
          TopicPartition place = new TopicPartition(record.topic(), record.partition());
          if (left.remove(place) && Objects.equals(places.get(place), record.offset())) {
            found.put(place, record.value());
          }
          consumer.pause(List.of(place));
        }
      }
      return found;
    } catch (KafkaException e) {
      throw new CompletionException(
          ApiProblem.KAFKA_UNAVAILABLE.because("the log cannot be read at the moment"));
    }
  }

  /** Polls; what lies before the beginning of the log is gone. */
  private static Iterable<ConsumerRecord<byte[], byte[]>> poll(
      Consumer<byte[], byte[]> consumer, Duration wait, Set<TopicPartition> left) {
    try {
      return consumer.poll(wait);
    } catch (OffsetOutOfRangeException e) {
      left.removeAll(e.partitions());
      consumer.assign(left);
      return List.of();
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
