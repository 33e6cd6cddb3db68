package dev.ordinal.projections.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.OutcomeCheck;
import dev.ordinal.projections.audit.checks.OutcomeCheck.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads commands, results and dead letters side by side, and tells the check of each partition. For
 * one thread.
 */
final class OutcomeFeed {

  private static final List<TopicPartition> COMMANDS = LogReader.partitions(Topics.COMMANDS);
  private static final List<TopicPartition> RESULTS = LogReader.partitions(Topics.RESULTS);
  private static final List<TopicPartition> LETTERS = LogReader.partitions(Topics.DEAD_LETTERS);

  private final LogReader log;
  private final String group;
  private final Map<Integer, OutcomeCheck> checks = new TreeMap<>();

  /** Where there are commands, and the group does not tell which of them are decided. */
  private List<String> undecided = List.of();

  /** Where a round ends, exclusive. */
  record Targets(
      Map<TopicPartition, Long> commands,
      Map<TopicPartition, Long> results,
      Map<TopicPartition, Long> letters) {}

  /**
   * A feed that has read nothing.
   *
   * @param group the consumer group that decides
   */
  OutcomeFeed(LogReader log, String group, Findings findings) {
    this.log = log;
    this.group = group;
    for (TopicPartition commands : COMMANDS) {
      boolean isComplete = log.position(commands) == 0;
      int partition = commands.partition();
      checks.put(partition, new OutcomeCheck(partition, isComplete, findings));
    }
  }

  /** All partitions that it reads. */
  static List<TopicPartition> partitions() {
    return Stream.of(COMMANDS, RESULTS, LETTERS).flatMap(List::stream).toList();
  }

  /** Where a round that begins now ends: with all outcomes of what is decided by now. */
  Targets targets() {
    Map<TopicPartition, Long> decided = log.committed(group, COMMANDS);
    undecided =
        log.ends(COMMANDS).entrySet().stream()
            .filter(end -> !decided.containsKey(end.getKey()))
            .filter(end -> end.getValue() > log.position(end.getKey()))
            .map(end -> end.getKey().toString())
            .sorted()
            .toList();
    Map<TopicPartition, Long> results = log.ends(RESULTS);
    results.keySet().removeIf(p -> !decided.containsKey(COMMANDS.get(p.partition())));
    return new Targets(decided, results, log.ends(LETTERS));
  }

  /** Reads up to {@code targets} and judges what can be judged. */
  void round(Targets targets) {
    // Of the others nothing is read now, so nothing is judged.
    List<OutcomeCheck> read =
        targets.commands().keySet().stream().map(place -> check(place.partition())).toList();
    read.forEach(OutcomeCheck::beginRound);
    log.read(targets.letters(), this::letter);
    Map<TopicPartition, Long> both = new HashMap<>(targets.commands());
    both.putAll(targets.results());
    log.read(both, this::takes, partition -> goesOn(partition, targets), this::add);
    read.forEach(check -> check.endRound(System.currentTimeMillis()));
  }

  /** How many commands have had their outcome. */
  long matched() {
    return checks.values().stream().mapToLong(OutcomeCheck::matched).sum();
  }

  /** What cannot be told, in words; empty if nothing. */
  List<String> notChecked() {
    List<String> reasons = new ArrayList<>();
    if (!undecided.isEmpty()) {
      reasons.add("outcomes: group %s has committed nothing on %s".formatted(group, undecided));
    }
    if (checks.values().stream().anyMatch(OutcomeCheck::hasTooManyLetters)) {
      reasons.add("outcomes: there are too many dead letters");
    }
    int underWay = checks.values().stream().mapToInt(OutcomeCheck::underWay).sum();
    if (underWay > 0) {
      reasons.add("outcomes: %d commands of imports that are under way".formatted(underWay));
    }
    return reasons;
  }

  private boolean takes(TopicPartition partition) {
    OutcomeCheck check = check(partition.partition());
    return isCommands(partition.topic()) ? check.takesCommands() : check.takesResults();
  }

  /** Tells the check what has come to its end, and whether the partition is needed still. */
  private boolean goesOn(TopicPartition partition, Targets targets) {
    OutcomeCheck check = check(partition.partition());
    if (isAtEnd(COMMANDS.get(partition.partition()), targets.commands())) {
      check.commandsEnd();
    }
    return isCommands(partition.topic()) || !check.isDone();
  }

  private boolean isAtEnd(TopicPartition partition, Map<TopicPartition, Long> targets) {
    return log.position(partition) >= targets.getOrDefault(partition, 0L);
  }

  private void add(ConsumerRecord<byte[], byte[]> message) {
    OutcomeCheck check = check(message.partition());
    byte[] key = message.key();
    byte[] value = message.value();
    String name = key == null ? "" : new String(key, UTF_8);
    if (isCommands(message.topic())) {
      check.command(
          new Command(
              message.offset(),
              RecordHeads.commandId(value),
              name,
              message.timestamp(),
              RecordHeads.isLargeImport(value)));
    } else {
      check.result(message.offset(), name, message.timestamp(), () -> RecordHeads.isFinal(value));
    }
  }

  private void letter(ConsumerRecord<byte[], byte[]> message) {
    DeadLetter letter;
    try {
      letter = DeadLetter.of(message.headers());
    } catch (SerializationException e) {
      return; // somebody else's; the record whose dead letter it should have been has none then
    }
    OutcomeCheck check = checks.get(letter.partition());
    // A parked command has a result as well, and what is no longer kept is not asked for.
    if (letter.parked() == null
        && check != null
        && letter.offset() >= log.position(COMMANDS.get(letter.partition()))) {
      check.notACommand(letter.offset());
    }
  }

  private OutcomeCheck check(int partition) {
    return Objects.requireNonNull(checks.get(partition), "each partition has one");
  }

  private static boolean isCommands(String topic) {
    return topic.equals(Topics.COMMANDS.name());
  }
}
