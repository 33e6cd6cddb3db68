package dev.ordinal.webhooks.subscriptions;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.webhooks.DisableReason;
import dev.ordinal.contracts.webhooks.WebhookCommand.DisableSubscription;
import dev.ordinal.webhooks.delivery.Attempt;
import dev.ordinal.webhooks.delivery.Attempt.Result;
import dev.ordinal.webhooks.delivery.Message;
import dev.ordinal.webhooks.delivery.RetrySchedule;
import dev.ordinal.webhooks.delivery.Sender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one subscription, one event at a time, on a thread of its own. Whatever Kafka does,
 * it goes on from what was committed; the receiver then gets again what it had not answered, or
 * whose commit was lost.
 */
final class Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration RESEND = Duration.ofSeconds(5);
  private static final Duration LEAVE = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final RetrySchedule retries;
  private final Sender sender;
  private final CommandSender commands;
  private final Clock clock = Clock.systemUTC();
  private final BackgroundLoop loop;
  private volatile Subscription subscription;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /** What was said about the definition in force, to be said again until it is heard. */
  private @Nullable DisableSubscription disable;

  private Instant sayAgainAt = Instant.EPOCH;

  Worker(
      KafkaSettings kafka,
      RetrySchedule retries,
      Sender sender,
      CommandSender commands,
      Subscription subscription) {
    this.kafka = kafka;
    this.retries = retries;
    this.sender = sender;
    this.commands = commands;
    this.subscription = subscription;
    this.loop = new BackgroundLoop("webhook-" + subscription.id(), Duration.ZERO, this::deliver);
  }

  /** The thread that delivers. */
  BackgroundLoop loop() {
    return loop;
  }

  /** Goes on under this definition, from the next attempt on. */
  void update(Subscription newest) {
    subscription = newest;
  }

  /** Stops after the attempt at hand. */
  void stop() {
    loop.end();
    Consumer<byte[], byte[]> polling = consumer;
    if (polling != null) {
      polling.wakeup();
    }
  }

  private void deliver() throws InterruptedException {
    Consumer<byte[], byte[]> polling = kafka.consumerOf(subscription.id());
    consumer = polling;
    try {
      Lanes lanes = new Lanes(polling, subscription);
      while (!isStopping()) {
        step(lanes);
        loop.goesWell();
      }
    } finally {
      consumer = null;
      polling.close(CloseOptions.timeout(LEAVE));
    }
  }

  private void step(Lanes lanes) throws InterruptedException {
    Subscription now = subscription;
    // Once disabled nothing is tried, so nothing that is due may keep it busy.
    lanes.poll(now, disable == null ? lanes.untilDue(clock.instant(), PATIENCE) : PATIENCE);
    if (disable != null && disable.definition().equals(now.definition())) {
      sayAgain(disable);
    } else {
      disable = null;
      Optional<Lane> next = lanes.next(clock.instant());
      if (next.isPresent()) {
        attempt(next.get(), now);
      }
    }
    lanes.commit();
  }

  private void attempt(Lane lane, Subscription now) throws InterruptedException {
    Message message = lane.message();
    Attempt attempt = sender.send(now.receiver(), message, clock.instant());
    if (attempt.result() == Result.DELIVERED) {
      lane.delivered();
    } else if (attempt.result() == Result.GONE) {
      disable(now, DisableReason.GONE, attempt, message);
    } else if (!isStopping()) {
      retry(lane, now, attempt, message);
    }
  }

  private void retry(Lane lane, Subscription now, Attempt attempt, Message message)
      throws InterruptedException {
    int failures = lane.failed();
    LOG.info(
        "webhook {}, event {}, attempt {}: {}", now.id(), message.id(), failures, attempt.detail());
    double chance = ThreadLocalRandom.current().nextDouble();
    Optional<Duration> pause = retries.pauseAfter(failures, chance);
    if (pause.isPresent()) {
      lane.pause(clock.instant(), pause.get());
    } else {
      disable(now, DisableReason.EXHAUSTED, attempt, message);
    }
  }

  /** The event stays where it is: it comes first when the subscription is enabled again. */
  private void disable(Subscription now, DisableReason reason, Attempt attempt, Message message)
      throws InterruptedException {
    LOG.warn("webhook {} is disabled at event {}: {}", now.id(), message.id(), attempt.detail());
    disable =
        new DisableSubscription(now.id(), now.definition(), reason, attempt.detail(), message.id());
    sayAgainAt = Instant.EPOCH;
    sayAgain(disable);
  }

  private void sayAgain(DisableSubscription command) throws InterruptedException {
    Instant now = clock.instant();
    if (!now.isBefore(sayAgainAt)) {
      sayAgainAt = now.plus(RESEND);
      commands.send(command);
    }
  }

  private boolean isStopping() {
    return loop.isStopping();
  }
}
