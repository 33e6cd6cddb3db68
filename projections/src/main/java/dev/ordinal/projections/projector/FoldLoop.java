package dev.ordinal.projections.projector;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls and folds, for one consumer and one thread. Whatever comes between, be it a rebalance, a
 * lost Postgres, another instance or a rebuild, ends in the same way: the partitions are paused
 * until the positions have been read anew.
 */
final class FoldLoop implements ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(FoldLoop.class);
  private static final String FOREVER = "-1";

  private final Consumer<byte[], byte[]> consumer;
  private final ReadModel readModel;
  private final List<Feed<?>> feeds;
  private final ProjectorStatus status;
  private final ProjectorMetrics metrics;
  private final Pause pause = new Pause();
  private boolean joined;

  /** Null while the positions have to be read before anything may be folded. */
  private @Nullable Standing standing;

  FoldLoop(
      Consumer<byte[], byte[]> consumer,
      ReadModel readModel,
      List<Feed<?>> feeds,
      ProjectorStatus status,
      ProjectorMetrics metrics) {
    this.consumer = consumer;
    this.readModel = readModel;
    this.feeds = feeds;
    this.status = status;
    this.metrics = metrics;
  }

  /** Joins the group. */
  void subscribe() {
    consumer.subscribe(feeds.stream().map(feed -> feed.topic().name()).toList(), this);
  }

  /**
   * Polls once and folds what came. Returns after some hundred milliseconds if nothing came, and
   * some seconds at most if Postgres does not answer.
   *
   * @throws ImpossibleRecordException when the projector must stop
   */
  void step() {
    ConsumerRecords<byte[], byte[]> polled = poll();
    if (standing != null) {
      fold(standing, polled);
    } else if (joined) {
      takePositions();
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    joined = true;
    standing = null;
    metrics.assigned(partitions);
    // Any offset will do: nothing is fetched before the positions are read.
    partitions.forEach(partition -> consumer.seek(partition, 0));
    consumer.pause(consumer.assignment());
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    joined = false;
    standing = null;
    metrics.revoked(partitions);
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    try {
      return consumer.poll(pause.current());
    } catch (OffsetOutOfRangeException e) {
      e.offsetOutOfRangePartitions().forEach(this::goToBeginning);
      return ConsumerRecords.empty();
    }
  }

  /** Right when retention has removed what was not folded; anything else is another log. */
  private void goToBeginning(TopicPartition partition, long offset) {
    long beginning = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    if (offset > beginning || isKeptForever(partition.topic())) {
      throw new ImpossibleRecordException(
          "the read model has folded %s up to %d, which is not in the log (it begins at %d)"
              .formatted(partition, offset, beginning));
    }
    LOG.info("{} begins at {} by now, not at {}", partition, beginning, offset);
    consumer.seek(partition, beginning);
  }

  private boolean isKeptForever(String topic) {
    return feeds.stream()
        .filter(feed -> feed.topic().name().equals(topic))
        .map(feed -> feed.topic().config().get(TopicConfig.RETENTION_MS_CONFIG))
        .anyMatch(FOREVER::equals);
  }

  private void takePositions() {
    try {
      Standing taken = readModel.standing(consumer.assignment());
      for (Map.Entry<TopicPartition, Long> position : taken.offsets().entrySet()) {
        consumer.seek(position.getKey(), position.getValue());
      }
      consumer.resume(consumer.assignment());
      standing = taken;
      pause.reset();
      status.folding();
    } catch (JdbiException e) {
      waitForPostgres(e);
    }
  }

  private void fold(Standing from, ConsumerRecords<byte[], byte[]> polled) {
    Batch batch = Batch.polled(polled, consumer, from);
    metrics.lag(consumer, from.offsets().keySet());
    if (batch.isEmpty()) {
      return;
    }
    try {
      standing = metrics.timed(polled.count(), () -> readModel.fold(from, batch));
    } catch (PositionMovedException e) {
      LOG.info("{}; reading the positions anew", e.getMessage());
      holdOn();
    } catch (JdbiException e) {
      waitForPostgres(e);
    }
  }

  private void waitForPostgres(JdbiException e) {
    status.waiting("Postgres: " + Failures.reason(e));
    pause.lengthen();
    holdOn();
  }

  /** Goes on polling, to stay in the group, and gets nothing. */
  private void holdOn() {
    standing = null;
    consumer.pause(consumer.assignment());
  }
}
