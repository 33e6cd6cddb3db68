package dev.ordinal.projections.audit;

import dev.ordinal.projections.audit.checks.Kind;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.PostgresSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One audit, from the beginning of the log to where it ended when the audit began, and as far
 * beyond as it takes to judge that. For one use.
 */
public final class AuditRun {

  private static final int POLL_RECORDS = 5_000;
  private static final int FETCH_BYTES = 32 * 1024 * 1024;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final KafkaSettings kafka;
  private final @Nullable PostgresSettings postgres;
  private final Options options;
  private final List<String> notChecked = new ArrayList<>();
  private long done;
  private long total;

  /**
   * What is wanted.
   *
   * @param series the codes of the series to look at, without commands and leads; empty for all
   * @param numberingGroup the consumer group of numbering-stream
   * @param patience how long to wait for Postgres to have folded what the log holds
   */
  public record Options(Set<String> series, String numberingGroup, Duration patience) {}

  /** Hears how far the audit is. */
  @FunctionalInterface
  public interface Progress {
    /** So many log positions of so many are read. */
    void at(long done, long total);
  }

  /** A snapshot, and the targets of a round that can be compared with it. */
  private record Comparison(Snapshot snapshot, Audit.Targets targets) {}

  /**
   * An audit.
   *
   * @param postgres null to look at the log alone
   */
  public AuditRun(KafkaSettings kafka, @Nullable PostgresSettings postgres, Options options) {
    this.kafka = kafka;
    this.postgres = postgres;
    this.options = options;
  }

  /**
   * Does it.
   *
   * @throws KafkaException if the log cannot be read
   * @throws InterruptedException if the thread was interrupted
   */
  public AuditReport run(Progress progress) throws InterruptedException {
    try (LogReader log =
        new LogReader(
            kafka,
            POLL_RECORDS,
            FETCH_BYTES,
            Audit.partitions(),
            positions -> {
              done += positions;
              progress.at(done, Math.max(done, total));
            })) {
      Audit audit = new Audit(log, options.numberingGroup(), options.series());
      Comparison comparison = postgres == null ? null : await(log, audit, postgres);
      long began = System.nanoTime();
      Audit.Targets first = comparison == null ? audit.targets(null) : comparison.targets();
      round(log, audit, first);
      if (comparison != null) {
        audit.compare(comparison.snapshot(), audit.findings());
      }
      // What the first could not judge for certain, because the log went on meanwhile.
      round(log, audit, audit.targets(null));
      for (String code : options.series()) {
        if (!audit.knows(code)) {
          notChecked.add("there is no series " + code + " in the log");
        }
      }
      notChecked.addAll(audit.notChecked());
      return new AuditReport(
          audit.events(),
          audit.noEvents(),
          audit.commands(),
          Duration.ofNanos(System.nanoTime() - began),
          audit.scopes().stream()
              .filter(s -> options.series().isEmpty() || options.series().contains(s.series()))
              .toList(),
          audit.findings(),
          List.copyOf(notChecked));
    }
  }

  private void round(LogReader log, Audit audit, Audit.Targets targets) {
    total = done + targets.records(log.positions());
    audit.round(targets);
  }

  /** Waits until Postgres has what the log has; null, and why, if it does not come to that. */
  private @Nullable Comparison await(LogReader log, Audit audit, PostgresSettings settings)
      throws InterruptedException {
    ReadModelReader readModel = new ReadModelReader(settings, options.series());
    Map<TopicPartition, Long> ends = log.ends(Audit.folded());
    long deadline = System.nanoTime() + options.patience().toNanos();
    long behind;
    try {
      do {
        Map<TopicPartition, Long> folded = readModel.positions();
        List<String> beyond = Audit.beyond(log.ends(Audit.folded()), folded);
        if (!beyond.isEmpty()) {
          beyond.forEach(what -> audit.findings().add(Kind.READ_MODEL, what));
          return null;
        }
        behind = Audit.behind(ends, folded);
        Comparison comparison = behind == 0 ? comparison(audit, readModel) : null;
        if (comparison != null) {
          return comparison;
        }
        Thread.sleep(PAUSE.toMillis());
      } while (System.nanoTime() < deadline);
    } catch (SQLException e) {
      notChecked.add("Postgres at " + settings.url() + ": " + firstLine(e));
      return null;
    }
    notChecked.add(
        behind == 0
            ? "Postgres: series change all the time, so it cannot be compared now"
            : "Postgres is %d log positions behind the log after %d s, so it was not compared"
                .formatted(behind, options.patience().toSeconds()));
    return null;
  }

  private static @Nullable Comparison comparison(Audit audit, ReadModelReader readModel)
      throws SQLException {
    Snapshot snapshot = readModel.snapshot();
    Audit.Targets targets = audit.targets(snapshot);
    return audit.isComparable(snapshot, targets) ? new Comparison(snapshot, targets) : null;
  }

  private static String firstLine(SQLException e) {
    String message = e.getMessage();
    return message == null
        ? "SQL state " + e.getSQLState()
        : message.lines().findFirst().orElse("");
  }
}
