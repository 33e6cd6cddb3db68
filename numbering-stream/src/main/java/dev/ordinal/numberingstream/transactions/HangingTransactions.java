package dev.ordinal.numberingstream.transactions;

import com.codahale.metrics.Counter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.record.internal.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the hanging transactions in what the stream writes and ends each as its coordinator
 * decided, in all its partitions alike. Whatever stops it in between, the next look finds the same
 * evidence and goes on. Not thread-safe; several instances may do it at once.
 */
final class HangingTransactions {

  private static final Logger LOG = LoggerFactory.getLogger(HangingTransactions.class);

  private final Properties settings;
  private final String applicationId;
  private final Map<ProducerEpoch, Verdict> operator;
  private final Counter healed;

  /**
   * For one application.
   *
   * @param settings of an admin client
   * @param applicationId that of the stream, which is its group, too
   * @param operator what an operator decided; it counts more than any evidence
   * @param healed counts the ends that were written
   */
  HangingTransactions(
      Properties settings,
      String applicationId,
      Map<ProducerEpoch, Verdict> operator,
      Counter healed) {
    this.settings = settings;
    this.applicationId = applicationId;
    this.operator = operator;
    this.healed = healed;
  }

  /**
   * What a look found.
   *
   * @param ending decided, with markers on their way
   * @param undecided left open, each with the reason
   */
  record Findings(Set<OpenTransaction> ending, Set<String> undecided) {}

  /** The transactions of the stream that are open now, most of them for good reason. */
  Set<OpenTransaction> open(Admin admin) {
    try (BrokerClient brokers = new BrokerClient(admin, settings)) {
      return open(producers(admin), new LogReader(admin, brokers));
    }
  }

  /** Looks, and ends what hangs and is decided. */
  Findings heal(Admin admin) {
    try (BrokerClient brokers = new BrokerClient(admin, settings)) {
      LogReader log = new LogReader(admin, brokers);
      Set<OpenTransaction> first = open(producers(admin), log);
      Set<String> undecided = new TreeSet<>();
      if (first.isEmpty()) {
        return new Findings(Set.of(), undecided);
      }
      Coordinator before = Coordinator.read(admin, first);
      Set<OpenTransaction> ending =
          first.stream().filter(before::isEnding).collect(Collectors.toSet());
      first.removeIf(before::hasUnderWay);
      if (first.isEmpty()) {
        return new Findings(ending, undecided);
      }
      // One that ended in between is no longer open, one that began is not in the first look.
      ProducerStates producers = producers(admin);
      Set<OpenTransaction> hanging = open(producers, log);
      Coordinator after = Coordinator.read(admin, first);
      hanging.retainAll(first);
      hanging.removeIf(after::hasUnderWay);
      hanging.stream()
          .collect(Collectors.groupingBy(OpenTransaction::producer, Collectors.toSet()))
          .forEach(
              (transaction, parts) -> {
                Evidence evidence = Evidence.of(transaction, parts, producers, after, admin, log);
                end(transaction, parts, evidence, brokers, undecided);
              });
      return new Findings(ending, undecided);
    }
  }

  private void end(
      ProducerEpoch transaction,
      Set<OpenTransaction> parts,
      Evidence evidence,
      BrokerClient brokers,
      Set<String> undecided) {
    Verdict verdict = operator.getOrDefault(transaction, evidence.verdict());
    if (verdict == null) {
      parts.forEach(part -> undecided.add(part + ": " + evidence.doubt()));
      return;
    }
    LOG.warn(
        "the brokers lost the end of a transaction, {} it as decided by {}: {}",
        verdict,
        operator.containsKey(transaction) ? "the operator, against " + evidence : evidence,
        parts);
    for (OpenTransaction part : parts) {
      brokers.end(part, verdict);
      healed.inc();
    }
  }

  private ProducerStates producers(Admin admin) {
    return ProducerStates.read(admin, WrittenPartitions.find(admin, applicationId));
  }

  /** Other groups have their offsets in the same partition; their transactions are not ours. */
  private Set<OpenTransaction> open(ProducerStates producers, LogReader log) {
    Set<OpenTransaction> open = new HashSet<>(producers.open());
    open.removeIf(
        one ->
            one.partition().topic().equals(Topic.GROUP_METADATA_TOPIC_NAME) && !isOurs(one, log));
    return open;
  }

  private boolean isOurs(OpenTransaction offsets, LogReader log) {
    for (Record record : log.batchAt(offsets.partition(), offsets.startOffset())) {
      // The key of an offset begins with its version and the group, whose length comes first.
      ByteBuffer key = record.key();
      key.getShort();
      byte[] group = new byte[key.getShort()];
      key.get(group);
      return applicationId.equals(new String(group, StandardCharsets.UTF_8));
    }
    return false;
  }
}
