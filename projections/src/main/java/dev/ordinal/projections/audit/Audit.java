package dev.ordinal.projections.audit;

import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.LogTotals;
import dev.ordinal.projections.audit.checks.NumberingCheck;
import dev.ordinal.projections.audit.checks.OutcomeCheck;
import dev.ordinal.projections.audit.checks.ScopeReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The checks over one reading of the log, which goes on in rounds: each reads what has come by its
 * beginning, and what an earlier round could not judge yet. For one thread; findings and counts may
 * be read by any.
 */
final class Audit {

  /** What happened to series; read before the numbers that depend on it. */
  private static final List<TopicPartition> SERIES = partitions(Topics.NUMBERING_EVENTS);

  /** Those of numbers and of things with states. */
  private static final List<TopicPartition> THINGS =
      Stream.of(
              Topics.ORDER_EVENTS,
              Topics.TEAM_EVENTS,
              Topics.PARTNER_EVENTS,
              Topics.DOCUMENT_EVENTS,
              Topics.LEAD_EVENTS)
          .flatMap(topic -> partitions(topic).stream())
          .toList();

  private static final List<TopicPartition> COMMANDS = partitions(Topics.COMMANDS);
  private static final List<TopicPartition> RESULTS = partitions(Topics.RESULTS);
  private static final List<TopicPartition> LETTERS = partitions(Topics.DEAD_LETTERS);

  private final LogReader log;
  private final String numberingGroup;
  private final Findings findings = new Findings();
  private final NumberingCheck numbering = new NumberingCheck(findings);
  private final LogTotals totals = new LogTotals();
  private final EventFeed feed;
  private final Map<Integer, OutcomeCheck> outcomes = new TreeMap<>();

  /** Where there are commands, and the group does not tell which of them are decided. */
  private List<String> undecided = List.of();

  /** Where a round ends, exclusive. */
  record Targets(
      Map<TopicPartition, Long> things,
      Map<TopicPartition, Long> commands,
      Map<TopicPartition, Long> results,
      Map<TopicPartition, Long> series,
      Map<TopicPartition, Long> letters) {

    long records(Map<TopicPartition, Long> positions) {
      return Stream.of(things, commands, results, series, letters)
          .flatMap(targets -> targets.entrySet().stream())
          .mapToLong(t -> Math.max(0, t.getValue() - positions.getOrDefault(t.getKey(), 0L)))
          .sum();
    }
  }

  /**
   * An audit that has read nothing.
   *
   * @param wanted the codes of the series to look at, without commands and leads; empty for all
   */
  Audit(LogReader log, String numberingGroup, Set<String> wanted) {
    this.log = log;
    this.numberingGroup = numberingGroup;
    this.feed = new EventFeed(numbering, totals, findings, wanted);
    if (wanted.isEmpty()) {
      for (TopicPartition commands : COMMANDS) {
        boolean isComplete = log.positions().getOrDefault(commands, 0L) == 0;
        outcomes.put(
            commands.partition(), new OutcomeCheck(commands.partition(), isComplete, findings));
      }
    }
  }

  /** All partitions that an audit reads. */
  static List<TopicPartition> partitions() {
    return Stream.of(SERIES, THINGS, COMMANDS, RESULTS, LETTERS).flatMap(List::stream).toList();
  }

  /** Those whose fold Postgres is, as far as it is compared. */
  static List<TopicPartition> folded() {
    return Stream.of(SERIES, THINGS).flatMap(List::stream).toList();
  }

  /**
   * Where a round that begins now ends.
   *
   * @param snapshot what it is to be compared with, and then it ends where that was; or null
   */
  Targets targets(@Nullable Snapshot snapshot) {
    // In this order: what depends on other records comes before them, so that a round that has come
    // to its end has read all that anything in it depends on.
    Map<TopicPartition, Long> things = snapshot == null ? log.ends(THINGS) : new HashMap<>();
    Map<TopicPartition, Long> commands = new HashMap<>();
    if (!outcomes.isEmpty()) {
      commands.putAll(log.committed(numberingGroup, COMMANDS));
      undecided =
          log.ends(COMMANDS).entrySet().stream()
              .filter(end -> !commands.containsKey(end.getKey()))
              .filter(end -> end.getValue() > log.positions().getOrDefault(end.getKey(), 0L))
              .map(end -> end.getKey().toString())
              .sorted()
              .toList();
    }
    if (snapshot != null) {
      THINGS.forEach(partition -> things.put(partition, snapshot.position(partition)));
    }
    return new Targets(
        things,
        commands,
        outcomes.isEmpty() ? Map.of() : log.ends(RESULTS),
        log.ends(SERIES),
        outcomes.isEmpty() ? Map.of() : log.ends(LETTERS));
  }

  /**
   * Whether a snapshot can be compared with a round that ends at {@code targets}: nothing beyond it
   * has been read, and of what happened to series it has folded all.
   */
  boolean isComparable(Snapshot snapshot, Targets targets) {
    Map<TopicPartition, Long> positions = log.positions();
    return folded().stream().allMatch(p -> positions.getOrDefault(p, 0L) <= snapshot.position(p))
        && SERIES.stream()
            .allMatch(p -> targets.series().getOrDefault(p, 0L) == snapshot.position(p));
  }

  /** Where Postgres says that it has folded what the log, which ends at {@code ends}, has not. */
  static List<String> beyond(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> folded) {
    List<String> beyond = new ArrayList<>();
    ends.forEach(
        (partition, end) -> {
          long position = folded.getOrDefault(partition, 0L);
          if (position > end) {
            beyond.add(
                "Postgres has folded %s up to %d, and the log ends at %d"
                    .formatted(partition, position, end));
          }
        });
    return beyond;
  }

  /** How many records of {@code ends} are not folded at {@code folded}. */
  static long behind(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> folded) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - folded.getOrDefault(end.getKey(), 0L)))
        .sum();
  }

  /** Reads up to {@code targets} and judges what can be judged. */
  void round(Targets targets) {
    numbering.beginRound();
    outcomes.values().forEach(OutcomeCheck::beginRound);
    log.read(targets.series(), feed::add);
    log.read(targets.letters(), this::letter);
    log.read(targets.things(), feed::add);
    readOutcomes(targets);
    numbering.endRound();
    outcomes.values().forEach(OutcomeCheck::endRound);
  }

  /**
   * Compares what was read with the snapshot where the last round ended.
   *
   * @param differences takes what differs
   */
  void compare(Snapshot snapshot, Findings differences) {
    totals.compare(snapshot.sums(), differences);
  }

  /** What is wrong with the log. */
  Findings findings() {
    return findings;
  }

  List<ScopeReport> scopes() {
    return numbering.scopes();
  }

  boolean knows(String series) {
    return numbering.knows(series);
  }

  long events() {
    return feed.events();
  }

  long noEvents() {
    return feed.noEvents();
  }

  /** How many commands have had their outcome. */
  long commands() {
    return outcomes.values().stream().mapToLong(OutcomeCheck::matched).sum();
  }

  /** What cannot be told, in words; empty if nothing. */
  List<String> notChecked() {
    List<String> reasons = new ArrayList<>();
    feed.unknownTypes()
        .forEach(type -> reasons.add("events of type " + type + " are of a newer version"));
    if (!undecided.isEmpty()) {
      reasons.add(
          "outcomes: group %s has committed nothing on %s".formatted(numberingGroup, undecided));
    }
    if (outcomes.values().stream().anyMatch(OutcomeCheck::hasTooManyLetters)) {
      reasons.add("outcomes: there are too many dead letters");
    }
    if (totals.hasTooManyWaiting()) {
      reasons.add("payments: too many wait");
    }
    return reasons;
  }

  private void readOutcomes(Targets targets) {
    Map<TopicPartition, Long> both = new HashMap<>(targets.commands());
    targets
        .results()
        .forEach(
            (results, end) -> {
              if (targets.commands().containsKey(COMMANDS.get(results.partition()))) {
                both.put(results, end);
              }
            });
    log.read(both, this::takes, partition -> goesOn(partition, targets), this::addOutcome);
  }

  private boolean takes(TopicPartition partition) {
    OutcomeCheck check = outcome(partition.partition());
    return isCommands(partition) ? check.takesCommands() : check.takesResults();
  }

  /** Tells the check what has come to its end, and whether the partition is needed still. */
  private boolean goesOn(TopicPartition partition, Targets targets) {
    OutcomeCheck check = outcome(partition.partition());
    Map<TopicPartition, Long> positions = log.positions();
    TopicPartition commands = COMMANDS.get(partition.partition());
    TopicPartition results = RESULTS.get(partition.partition());
    if (isAt(commands, positions, targets.commands())) {
      check.commandsEnd();
    }
    if (isAt(results, positions, targets.results())) {
      check.resultsEnd();
    }
    return isCommands(partition) || !check.isDone();
  }

  private static boolean isAt(
      TopicPartition partition,
      Map<TopicPartition, Long> positions,
      Map<TopicPartition, Long> targets) {
    return positions.getOrDefault(partition, 0L) >= targets.getOrDefault(partition, 0L);
  }

  private void addOutcome(ConsumerRecord<byte[], byte[]> message) {
    OutcomeCheck check = outcome(message.partition());
    if (message.topic().equals(Topics.COMMANDS.name())) {
      check.command(message.offset(), CommandIds.read(message.value()));
    } else {
      byte[] key = message.key();
      check.result(message.offset(), key == null ? "" : new String(key, StandardCharsets.US_ASCII));
    }
  }

  private void letter(ConsumerRecord<byte[], byte[]> message) {
    try {
      DeadLetter letter = DeadLetter.of(message.headers());
      OutcomeCheck check = outcomes.get(letter.partition());
      // A parked command has a result as well.
      if (letter.parked() == null && check != null) {
        check.notACommand(letter.offset());
      }
    } catch (SerializationException e) {
      // Somebody else's; whose dead letter it should have been has none then.
    }
  }

  private OutcomeCheck outcome(int partition) {
    OutcomeCheck check = outcomes.get(partition);
    if (check == null) {
      throw new IllegalStateException("there is no partition " + partition);
    }
    return check;
  }

  private static boolean isCommands(TopicPartition partition) {
    return partition.topic().equals(Topics.COMMANDS.name());
  }

  private static List<TopicPartition> partitions(TypedTopic<?, ?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }
}
