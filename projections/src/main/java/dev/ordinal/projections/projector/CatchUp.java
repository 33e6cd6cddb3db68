package dev.ordinal.projections.projector;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Folds from the beginning of the log up to given offsets. For one thread. */
final class CatchUp {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final ReadModel readModel;
  private final RebuildListener listener;
  private final Map<TopicPartition, Long> beginnings;
  private Standing standing;

  CatchUp(
      Consumer<byte[], byte[]> consumer,
      ReadModel readModel,
      Set<TopicPartition> partitions,
      RebuildListener listener) {
    this.consumer = consumer;
    this.readModel = readModel;
    this.listener = listener;
    this.beginnings = consumer.beginningOffsets(partitions);
    this.standing = readModel.standing(partitions);
    consumer.assign(partitions);
    beginnings.forEach(consumer::seek);
  }

  /** Where the log ends now for those who read what is committed. */
  Map<TopicPartition, Long> ends() {
    return consumer.endOffsets(beginnings.keySet());
  }

  /**
   * Folds until {@code targets} are reached.
   *
   * @throws RebuildException when the log stands still short of them
   */
  void foldUpTo(Map<TopicPartition, Long> targets) {
    long lastProgress = System.nanoTime();
    while (!standing.reaches(targets)) {
      Batch batch = Batch.polled(consumer.poll(POLL), consumer, standing);
      if (!batch.isEmpty()) {
        standing = readModel.fold(standing, batch);
        lastProgress = System.nanoTime();
        report(targets);
      } else if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        throw new RebuildException(
            "Kafka sent nothing for " + PATIENCE.toSeconds() + " s, short of the log's end", null);
      }
    }
    report(targets);
  }

  private void report(Map<TopicPartition, Long> targets) {
    long folded = 0;
    long total = 0;
    for (TopicPartition partition : beginnings.keySet()) {
      long beginning = beginnings.getOrDefault(partition, 0L);
      long done = Math.max(standing.offsets().getOrDefault(partition, 0L), beginning);
      folded += done - beginning;
      total += Math.max(done, targets.getOrDefault(partition, 0L)) - beginning;
    }
    listener.progress(folded, total);
  }
}
