package dev.ordinal.projections.audit;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.LogTotals;
import dev.ordinal.projections.audit.checks.NumberingCheck;
import dev.ordinal.projections.audit.checks.ScopeReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The checks over one reading of the log, which goes on in rounds: each reads what has come by its
 * beginning, and what an earlier round could not judge yet. For one thread; findings and counts may
 * be read by any.
 */
final class Audit {

  /** What happened to series; read before the numbers that depend on it. */
  private static final List<TopicPartition> SERIES = LogReader.partitions(Topics.NUMBERING_EVENTS);

  /** Those of numbers and of things with states. */
  private static final List<TopicPartition> THINGS =
      Stream.of(
              Topics.ORDER_EVENTS,
              Topics.TEAM_EVENTS,
              Topics.PARTNER_EVENTS,
              Topics.DOCUMENT_EVENTS,
              Topics.LEAD_EVENTS)
          .flatMap(topic -> LogReader.partitions(topic).stream())
          .toList();

  private final LogReader log;
  private final Findings findings = new Findings();
  private final NumberingCheck numbering = new NumberingCheck(findings);
  private final LogTotals totals = new LogTotals();
  private final EventFeed feed;

  /** Null if only some series are wanted. */
  private final @Nullable OutcomeFeed outcomes;

  /** Where a round ends, exclusive. */
  record Targets(
      Map<TopicPartition, Long> things,
      OutcomeFeed.@Nullable Targets outcomes,
      Map<TopicPartition, Long> series) {

    /** How many records that is from {@code positions} on. */
    long records(Map<TopicPartition, Long> positions) {
      Stream<Map<TopicPartition, Long>> all = Stream.of(things, series);
      if (outcomes != null) {
        all =
            Stream.concat(
                all, Stream.of(outcomes.commands(), outcomes.results(), outcomes.letters()));
      }
      return all.mapToLong(targets -> behind(targets, positions)).sum();
    }
  }

  /**
   * An audit that has read nothing.
   *
   * @param wanted the codes of the series to look at, without commands and leads; empty for all
   */
  Audit(LogReader log, String numberingGroup, Set<String> wanted) {
    this.log = log;
    this.feed = new EventFeed(numbering, totals, findings, wanted);
    this.outcomes = wanted.isEmpty() ? new OutcomeFeed(log, numberingGroup, findings) : null;
  }

  /** All partitions that an audit reads. */
  static List<TopicPartition> partitions() {
    return Stream.of(SERIES, THINGS, OutcomeFeed.partitions()).flatMap(List::stream).toList();
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
    Map<TopicPartition, Long> things = new HashMap<>();
    if (snapshot == null) {
      things.putAll(log.ends(THINGS));
    } else {
      THINGS.forEach(partition -> things.put(partition, snapshot.position(partition)));
    }
    return new Targets(things, outcomes == null ? null : outcomes.targets(), log.ends(SERIES));
  }

  /**
   * Whether a snapshot can be compared with a round that ends at {@code targets}: nothing beyond it
   * has been read, and of what happened to series it has folded all.
   */
  boolean isComparable(Snapshot snapshot, Targets targets) {
    return folded().stream().allMatch(p -> log.position(p) <= snapshot.position(p))
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
    log.read(targets.series(), feed::add);
    log.read(targets.things(), feed::add);
    numbering.endRound();
    if (outcomes != null && targets.outcomes() != null) {
      outcomes.round(targets.outcomes());
    }
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
    return outcomes == null ? 0 : outcomes.matched();
  }

  /** What cannot be told, in words; empty if nothing. */
  List<String> notChecked() {
    List<String> reasons = new ArrayList<>();
    feed.unknownTypes()
        .forEach(type -> reasons.add("events of type " + type + " are of a newer version"));
    if (outcomes != null) {
      reasons.addAll(outcomes.notChecked());
    }
    if (totals.hasTooManyWaiting()) {
      reasons.add("payments: too many wait");
    }
    return reasons;
  }
}
