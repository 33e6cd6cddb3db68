package dev.ordinal.webhooks.subscriptions;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.webhooks.delivery.DeliverySettings;
import dev.ordinal.webhooks.delivery.RetrySchedule;
import dev.ordinal.webhooks.delivery.Sender;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker with its thread for each subscription that is delivered to, up to a bound; so one slow
 * receiver holds up no other. Thread-safe.
 */
public final class Workers implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private static final Duration JOIN = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final RetrySchedule retries;
  private final int bound;
  private final Sender sender;
  private final CommandSender commands;
  private final Map<String, Worker> running = new HashMap<>();
  private volatile int waiting;
  private boolean stopped;

  public Workers(
      KafkaSettings kafka,
      DeliverySettings delivery,
      Sender sender,
      CommandSender commands,
      MetricRegistry metrics) {
    this.kafka = kafka;
    this.retries = delivery.retries();
    this.bound = delivery.maxSubscriptions();
    this.sender = sender;
    this.commands = commands;
    metrics.gauge("subscriptions.delivering", () -> this::size);
    metrics.gauge("subscriptions.waiting", () -> () -> waiting);
    metrics.gauge("background.webhooks.failures", () -> this::failures);
  }

  /**
   * Makes the workers those of these subscriptions. Of more than the bound the last ones by id
   * wait. To be called often: a worker is replaced only when its thread has ended.
   */
  synchronized void reconcile(Collection<Subscription> subscriptions) {
    if (stopped) {
      return;
    }
    List<Subscription> delivered =
        subscriptions.stream()
            .filter(Subscription::isDelivered)
            .sorted(Comparator.comparing(Subscription::id))
            .toList();
    wait(Math.max(0, delivered.size() - bound));
    Map<String, Subscription> wanted =
        delivered.stream().limit(bound).collect(Collectors.toMap(Subscription::id, s -> s));
    running.values().removeIf(worker -> !worker.loop().isAlive());
    running.forEach(
        (id, worker) -> {
          Subscription subscription = wanted.get(id);
          if (subscription == null) {
            worker.stop();
          } else {
            worker.update(subscription);
          }
        });
    wanted.forEach((id, subscription) -> running.computeIfAbsent(id, i -> begin(subscription)));
  }

  private Worker begin(Subscription subscription) {
    Worker worker = new Worker(kafka, retries, sender, commands, subscription);
    worker.loop().start();
    return worker;
  }

  /** Why a subscription is not delivered to, its receiver aside; null while all is well. */
  public synchronized @Nullable String trouble() {
    return running.values().stream()
        .map(Worker::loop)
        .filter(loop -> loop.trouble() != null)
        .map(loop -> loop.name() + ": " + loop.trouble())
        .findFirst()
        .orElse(null);
  }

  private synchronized long failures() {
    return running.values().stream().mapToLong(worker -> worker.loop().failures()).sum();
  }

  private void wait(int count) {
    if (count > waiting) {
      LOG.warn("{} webhook subscriptions wait: {} are delivered to at once", count, bound);
    }
    waiting = count;
  }

  private synchronized int size() {
    return running.size();
  }

  @Override
  public void start() {
    // Workers begin when there are subscriptions.
  }

  /** Breaks off the attempts under way; they are made again. */
  @Override
  public synchronized void stop() throws InterruptedException {
    stopped = true;
    running.values().forEach(Worker::stop);
    sender.close();
    long deadline = System.nanoTime() + JOIN.toNanos();
    for (Worker worker : running.values()) {
      worker.loop().stop(() -> {}, Duration.ofNanos(deadline - System.nanoTime()));
    }
  }
}
