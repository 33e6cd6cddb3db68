package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.peers.Peer;
import dev.ordinal.benchmarks.results.Results;
import dev.ordinal.benchmarks.results.Target;
import dev.ordinal.benchmarks.subjects.CounterRow;
import dev.ordinal.benchmarks.subjects.Subject;
import dev.ordinal.benchmarks.subjects.Worth;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What numbers are worth, and what an order leaves behind. */
final class Checks {

  /** How long a server is watched while nobody asks. */
  static final Duration IDLE = Duration.ofSeconds(5);

  private final Results results;

  Checks(Results results) {
    this.results = results;
  }

  String ordinal(Subject subject) throws Exception {
    double idle = subject.busyShare(IDLE) * 100;
    results.fact("idle, `up`", String.format(Locale.ROOT, "%.0f %% of a core", idle));
    Worth worth = results.worth(Target.ORDINAL, subject.worth());
    long orders = Math.max(1, subject.told());
    database("`up`", subject, orders);
    SortedMap<String, Long> topics = subject.topicBytes();
    long bytes = topics.values().stream().mapToLong(Long::longValue).sum();
    String each =
        topics.entrySet().stream()
            .filter(topic -> topic.getValue() >= orders)
            .map(topic -> topic.getKey() + " " + topic.getValue() / orders)
            .collect(Collectors.joining(", "));
    results.fact("Kafka an order, `up`", "%d bytes: %s".formatted(bytes / orders, each));
    return worth.asText();
  }

  String counter(Subject subject, CounterRow row) throws Exception {
    String name = Peer.COUNTER_FUNCTION.label();
    Worth worth = results.worth(name, subject.worth());
    results.worth(Target.COUNTER_JDBC, row.worth());
    database(name, subject, Math.max(1, subject.told()));
    return worth.asText();
  }

  private void database(String name, Subject subject, long orders) throws Exception {
    results.fact(
        "Postgres an order, " + name,
        String.format(
            Locale.ROOT,
            "%d bytes with indexes, after %,d orders",
            subject.databaseBytes() / orders,
            orders));
  }
}
