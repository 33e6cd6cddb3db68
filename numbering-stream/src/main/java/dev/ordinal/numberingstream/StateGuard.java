package dev.ordinal.numberingstream;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Sequences;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells whether the sequences were lost: there are events of ours, but not the changelog that holds
 * the sequences. Streams would make an empty one and every series would begin again, with numbers
 * that were given before.
 */
final class StateGuard {

  private StateGuard() {}

  /**
   * Whether it is so.
   *
   * @throws KafkaException when the brokers do not answer
   */
  static boolean isStateLost(Admin admin, String applicationId) throws InterruptedException {
    try {
      Set<String> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      return !topics.contains(changelog(applicationId)) && hasEvents(admin);
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  /** The topic in which Streams keeps the sequences. */
  static String changelog(String applicationId) {
    return applicationId + "-" + Sequences.LAST.name() + "-changelog";
  }

  /** The first start defines the default series, so after it there are some. */
  private static boolean hasEvents(Admin admin) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < Topics.NUMBERING_EVENTS.partitions(); partition++) {
      ends.put(new TopicPartition(Topics.NUMBERING_EVENTS.name(), partition), OffsetSpec.latest());
    }
    return admin.listOffsets(ends).all().get().values().stream().anyMatch(end -> end.offset() > 0);
  }
}
