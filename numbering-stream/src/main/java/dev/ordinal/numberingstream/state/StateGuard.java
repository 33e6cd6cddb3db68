package dev.ordinal.numberingstream.state;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.decider.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the stream can go on where it was: all its changelogs are there, no counter is behind the
 * log of events, and the group knows up to where commands are decided. Left alone, Streams would
 * begin anew with whatever is lost, give numbers twice and decide repeats as new requests.
 */
public final class StateGuard {

  private static final Logger LOG = LoggerFactory.getLogger(StateGuard.class);

  private static final String RUNBOOK =
      "see \"The stream waits for its state\" in docs/operations.md";

  private final Admin admin;
  private final StreamSettings settings;
  private final Changelogs changelogs;

  /** A guard of this topology's state. */
  public StateGuard(Admin admin, Topology topology, StreamSettings settings) {
    this.admin = admin;
    this.settings = settings;
    this.changelogs = new Changelogs(topology, settings.applicationId());
  }

  /**
   * Looks whether all is there, and makes the changelogs of tables that are new.
   *
   * @return what is lost, for an operator; empty if the stream may start
   * @throws KafkaException when the brokers do not answer
   */
  public Optional<String> trouble() throws InterruptedException {
    long start = System.nanoTime();
    Map<String, Object> clients = Map.of("bootstrap.servers", settings.bootstrapServers());
    try (CommittedLog log = new CommittedLog(clients)) {
      Map<String, String> known = TableList.read(log);
      Map<String, String> present = changelogs.present(admin);
      Map<TopicPartition, Long> events = log.ends(events());
      if (events.values().stream().anyMatch(end -> end > 0)) {
        Optional<String> trouble = trouble(log, events, changelogs.lost(known, present));
        if (trouble.isPresent()) {
          return trouble;
        }
      }
      changelogs.ensure(admin, settings.replicationFactor());
      TableList.add(clients, known, changelogs.present(admin));
      LOG.info("the state is all there, seen in {} ms", (System.nanoTime() - start) / 1_000_000);
      return Optional.empty();
    }
  }

  private Optional<String> trouble(
      CommittedLog log, Map<TopicPartition, Long> events, List<String> lost)
      throws InterruptedException {
    boolean mayBeLost = settings.allowLostState();
    if (!lost.isEmpty() && !mayBeLost) {
      return Optional.of(
          "%s: without it all numbers would begin again, or requests be decided twice; %s"
              .formatted(String.join(", ", lost), RUNBOOK));
    }
    LastNumbers numbers = LastNumbers.read(log, events);
    List<TopicPartition> unknown = withoutOffset(log, numbers.decided());
    if (!unknown.isEmpty()) {
      return Optional.of(
          "the committed offsets of group %s on %s: without them the commands of the last days would"
                  .formatted(settings.applicationId(), unknown)
              + " be decided again; "
              + RUNBOOK);
    }
    List<String> behind = mayBeLost ? List.of() : behind(log, numbers);
    return behind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "counters that are behind the log, so that numbers would be given twice: %s; %s"
                .formatted(String.join(", ", behind), RUNBOOK));
  }

  private List<String> behind(CommittedLog log, LastNumbers numbers) {
    List<String> behind = new ArrayList<>();
    String counters = changelogs.topic(Sequences.LAST.name());
    numbers
        .byPartition()
        .forEach(
            (partition, given) ->
                behind.addAll(
                    Counters.behind(log, new TopicPartition(counters, partition), given)));
    return behind;
  }

  /** The partitions in which commands were decided and more can be read, with no place to go on. */
  private List<TopicPartition> withoutOffset(CommittedLog log, Set<Integer> decided)
      throws InterruptedException {
    List<TopicPartition> commands = places(Topics.COMMANDS);
    Map<TopicPartition, Long> begins = log.begins(commands);
    Map<TopicPartition, Long> ends = log.ends(commands);
    try {
      var offsets =
          admin
              .listConsumerGroupOffsets(settings.applicationId())
              .partitionsToOffsetAndMetadata()
              .get();
      return commands.stream()
          .filter(place -> offsets.get(place) == null)
          .filter(place -> begins.getOrDefault(place, 0L) < ends.getOrDefault(place, 0L))
          .filter(place -> decided.contains(place.partition()))
          .toList();
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  private static List<TopicPartition> events() {
    return Topics.EVENTS.values().stream().flatMap(topic -> places(topic).stream()).toList();
  }

  private static List<TopicPartition> places(TypedTopic<?, ?> topic) {
    return IntStream.range(0, Topics.OWNER_PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }
}
