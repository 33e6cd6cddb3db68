package dev.ordinal.projections.projector;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * How the projector fares: {@code projections.fold} (time of a transaction), {@code
 * projections.batch} (records in one) and {@code projections.lag.<topic>-<partition>} (records that
 * are committed and not folded) of the partitions this instance has. Thread-safe.
 */
final class ProjectorMetrics {

  private final MetricRegistry registry;
  private final Map<TopicPartition, Long> lags = new ConcurrentHashMap<>();
  private final Timer fold;
  private final Histogram batch;

  ProjectorMetrics(MetricRegistry registry) {
    this.registry = registry;
    this.fold = registry.timer("projections.fold");
    this.batch = registry.histogram("projections.batch");
  }

  <T> T timed(int records, Supplier<T> transaction) {
    batch.update(records);
    return fold.timeSupplier(transaction);
  }

  void assigned(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      registry.gauge(name(partition), () -> (Gauge<Long>) () -> lags.getOrDefault(partition, 0L));
    }
  }

  void revoked(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      registry.remove(name(partition));
      lags.remove(partition);
    }
  }

  /** Takes the lags from what {@code consumer} knows, without asking the brokers. */
  void lag(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      OptionalLong lag = consumer.currentLag(partition);
      lag.ifPresent(records -> lags.put(partition, records));
    }
  }

  private static String name(TopicPartition partition) {
    return "projections.lag." + partition;
  }
}
