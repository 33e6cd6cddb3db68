package dev.ordinal.webhooks.subscriptions;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.WebhookCommand.DisableSubscription;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Tells the writer that a subscription cannot be delivered to. Thread-safe. */
public final class CommandSender {

  /** The actor of what nobody asked for. */
  private static final String ACTOR = "ordinal";

  private final KafkaSettings kafka;
  private final Clock clock;

  public CommandSender(KafkaSettings kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  /**
   * Sends the command; it is durable when this returns, after some seconds at most. Sent again for
   * the same definition it is a repeat, whatever it says.
   *
   * @throws KafkaException if it may not be durable
   */
  void send(DisableSubscription command) throws InterruptedException {
    CommandEnvelope envelope =
        new CommandEnvelope(
            UUID.randomUUID(),
            // With a space, which no caller can send.
            "disable " + command.definition(),
            command.definition().toString(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            ACTOR,
            command);
    // Too rare to keep one: a subscription is disabled once in its life, if ever.
    try (Producer<String, CommandEnvelope> producer =
        new KafkaProducer<>(
            kafka.producer(),
            Topics.COMMANDS.key().serializer(),
            Topics.COMMANDS.value().serializer())) {
      String owner = command.owner();
      producer
          .send(
              new ProducerRecord<>(
                  Topics.COMMANDS.name(), Topics.partitionOf(owner), owner, envelope))
          .get();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }
}
