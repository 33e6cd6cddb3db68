package dev.ordinal.numberingstream.state;

import dev.ordinal.contracts.topics.ClientSettings;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.topology.NumberingTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the stream can go on where it was: its changelog is there, no counter is behind the log
 * of events, and the group knows up to where commands are decided. Left alone, Streams would begin
 * anew with whatever is lost, give numbers twice and decide repeats as new requests.
 */
public final class StateGuard {

  private static final Logger LOG = LoggerFactory.getLogger(StateGuard.class);

  private static final int REQUEST_TIMEOUT_MS = 5_000;

  private static final String RUNBOOK =
      "see \"The stream waits for its state\" in docs/operations.md";

  private final Admin admin;
  private final StreamSettings settings;
  private final Changelog changelog;

  /** A guard of the state of the stream with these settings. */
  public StateGuard(Admin admin, StreamSettings settings) {
    this.admin = admin;
    this.settings = settings;
    this.changelog = new Changelog(settings.applicationId());
  }

  /**
   * Looks whether all is there, carries over the state of a version before, and makes the changelog
   * where there never was one.
   *
   * @return what is lost, or waited for, for an operator; empty if the stream may start
   * @throws KafkaException when the brokers do not answer
   */
  public Optional<String> trouble() throws InterruptedException {
    long start = System.nanoTime();
    Map<String, Object> clients =
        ClientSettings.of(settings.bootstrapServers(), REQUEST_TIMEOUT_MS);
    try (CommittedLog log = new CommittedLog(clients)) {
      Map<TopicPartition, Long> events = log.ends(events());
      boolean isFresh = events.values().stream().allMatch(end -> end == 0);
      Map<String, String> known = TableList.read(log);
      Map<String, String> present = changelog.present(admin);
      FormerTables former = FormerTables.find(known, present);
      Set<String> lost = former.isAny() ? former.lost() : lost(known, present);
      if (!isFresh && !lost.isEmpty() && !settings.allowLostState()) {
        return Optional.of(
            "%s: without it all numbers would begin again, or requests be decided twice; %s"
                .formatted(
                    lost.stream().map(changelog::topic).collect(Collectors.joining(", ")),
                    RUNBOOK));
      }
      if (former.isAny()) {
        if (hasMembers()) {
          return Optional.of(
              "the end of all instances of the version before, whose state is to be carried over");
        }
        changelog.ensure(admin, settings.replicationFactor());
        new CarryOver(changelog, clients, former.ids().keySet()).run(log, changelogId());
      }
      Optional<String> trouble = isFresh ? Optional.empty() : trouble(log, events);
      if (trouble.isEmpty()) {
        changelog.ensure(admin, settings.replicationFactor());
        TableList.set(clients, TableList.read(log), changelogId());
        LOG.info("the state is all there, seen in {} ms", (System.nanoTime() - start) / 1_000_000);
      }
      return trouble;
    }
  }

  private static Set<String> lost(Map<String, String> known, Map<String, String> present) {
    String id = present.get(NumberingTopology.STORE);
    boolean isThere = id != null && id.equals(known.getOrDefault(NumberingTopology.STORE, id));
    return isThere ? Set.of() : Set.of(NumberingTopology.STORE);
  }

  /**
   * The id of the changelog, which is there once there is no {@link #trouble()}.
   *
   * @throws KafkaException when the brokers do not answer
   */
  public String changelogId() throws InterruptedException {
    return Objects.requireNonNull(changelog.present(admin).get(NumberingTopology.STORE));
  }

  /** Whether anybody decides; a static member that is dead is one until its session ends. */
  private boolean hasMembers() throws InterruptedException {
    String group = settings.applicationId();
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .anyMatch(found -> !found.members().isEmpty());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw new KafkaException(e.getCause());
    }
  }

  private Optional<String> trouble(CommittedLog log, Map<TopicPartition, Long> events)
      throws InterruptedException {
    LastNumbers numbers = LastNumbers.read(log, events);
    List<TopicPartition> unknown = withoutOffset(log, numbers.decided());
    if (!unknown.isEmpty()) {
      return Optional.of(
          "the committed offsets of group %s on %s: without them the commands of the last days would"
                  .formatted(settings.applicationId(), unknown)
              + " be decided again; "
              + RUNBOOK);
    }
    List<String> behind = settings.allowLostState() ? List.of() : behind(log, numbers);
    return behind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "counters that are behind the log, so that numbers would be given twice: %s; %s"
                .formatted(String.join(", ", behind), RUNBOOK));
  }

  private List<String> behind(CommittedLog log, LastNumbers numbers) {
    List<String> behind = new ArrayList<>();
    numbers
        .byPartition()
        .forEach(
            (partition, given) ->
                behind.addAll(
                    Counters.behind(log, new TopicPartition(changelog.topic(), partition), given)));
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
