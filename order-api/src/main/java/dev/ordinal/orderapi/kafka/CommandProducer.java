package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.commands.CommandLink;
import dev.ordinal.orderapi.http.ApiProblem;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes commands to their topic, through a circuit breaker. Thread-safe. */
public final class CommandProducer implements CommandLink {

  private static final Logger LOG = LoggerFactory.getLogger(CommandProducer.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** How much later than Kafka's own limit a send that Kafka does not end is given up. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final CircuitBreaker breaker;
  private volatile @Nullable Producer<String, CommandEnvelope> producer;

  /** A producer that refuses everything until {@link #connect()} succeeds. */
  public CommandProducer(KafkaSettings settings, CircuitBreaker breaker) {
    this.settings = settings;
    this.breaker = breaker;
  }

  @Override
  public CompletionStage<Void> send(CommandEnvelope envelope) {
    Producer<String, CommandEnvelope> current = producer;
    if (current == null) {
      return CompletableFuture.failedFuture(
          ApiProblem.KAFKA_UNAVAILABLE.because("Kafka has not been reached yet"));
    }
    return breaker
        .executeCompletionStage(() -> publish(current, envelope))
        .exceptionally(
            failure -> {
              throw new CompletionException(asProblem(failure));
            });
  }

  /**
   * Makes a producer if there is none that works, and gets it all it needs for sends that do not
   * block.
   *
   * @throws org.apache.kafka.common.KafkaException if the brokers are not there
   */
  synchronized void connect() {
    if (producer != null) {
      return;
    }
    Producer<String, CommandEnvelope> made =
        new KafkaProducer<>(
            config(), Topics.COMMANDS.key().serializer(), Topics.COMMANDS.value().serializer());
    try {
      made.partitionsFor(Topics.COMMANDS.name());
    } catch (RuntimeException e) {
      made.close(Duration.ZERO);
      throw e;
    }
    producer = made;
  }

  /** Has {@link #connect()} make another; what this one has not sent by then fails. */
  void renew() {
    Producer<String, CommandEnvelope> old = producer;
    if (old != null && drop(old)) {
      old.close(Duration.ZERO);
    }
  }

  /** Sends what is still buffered and ends. */
  synchronized void close() {
    Producer<String, CommandEnvelope> last = producer;
    producer = null;
    if (last != null) {
      last.close(CLOSE_TIMEOUT);
    }
  }

  private CompletionStage<Void> publish(
      Producer<String, CommandEnvelope> current, CommandEnvelope envelope) {
    String owner = envelope.command().owner();
    CompletableFuture<Void> durable = new CompletableFuture<>();
    try {
      // The callback tells all that the future would.
      Future<RecordMetadata> unused =
          current.send(
              new ProducerRecord<>(
                  Topics.COMMANDS.name(), Topics.partitionOf(owner), owner, envelope),
              (metadata, failure) -> {
                if (failure == null) {
                  durable.complete(null);
                } else {
                  failed(current, failure);
                  durable.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      failed(current, e);
      durable.completeExceptionally(e);
    }
    return durable
        .orTimeout(settings.deliveryTimeoutMillis() + SLACK.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> replaceIfLate(current, failure));
  }

  /**
   * Kafka measures its limits by the wall clock: set back, it neither tries again what it has tried
   * nor gives it up until the clock has caught up. A new producer takes the clock as it is.
   */
  private void replaceIfLate(
      Producer<String, CommandEnvelope> current, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException late) {
      // On a thread of its own, since to close a producer takes a moment; never for what goes well.
      CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> failed(current, late));
    }
  }

  /** An idempotent producer that failed for good refuses all that follows: it is replaced. */
  private void failed(Producer<String, CommandEnvelope> failing, Exception failure) {
    boolean recordsOwn =
        failure instanceof RecordTooLargeException || failure instanceof SerializationException;
    if (!recordsOwn && !(failure instanceof RetriableException) && drop(failing)) {
      LOG.error("the producer failed for good and is replaced", failure);
      // Not under the lock: it waits for its thread, whose callbacks come here.
      failing.close(Duration.ZERO);
    }
  }

  /** Has no more sent with it; false if that is so already. */
  private synchronized boolean drop(Producer<String, CommandEnvelope> failing) {
    if (failing != producer) {
      return false;
    }
    producer = null;
    return true;
  }

  private static Throwable asProblem(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RecordTooLargeException) {
      // Only of a file of backslashes and the like, which grow when they are written as JSON.
      return ApiProblem.BODY_TOO_LARGE.because("the command is larger than a record may be");
    }
    if (cause instanceof SerializationException) {
      return cause;
    }
    return ApiProblem.KAFKA_UNAVAILABLE.because(
        "the command could not be recorded for certain; repeat it with the same key");
  }

  private Map<String, Object> config() {
    Map<String, Object> config = settings.client("commands");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_COMMAND_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.maxBlockMillis());
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) settings.deliveryTimeoutMillis());
    config.put(
        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) settings.deliveryTimeoutMillis() * 2 / 3);
    // By default metadata is forgotten after 5 idle minutes, and the next send waits for it.
    config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
    return config;
  }
}
