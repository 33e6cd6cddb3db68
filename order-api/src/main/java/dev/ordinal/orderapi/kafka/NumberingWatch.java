package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.CommandBacklog;
import dev.ordinal.contracts.topics.Topics;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Watches, by what the brokers know, whether commands are decided: that each partition of the
 * command topic has a writer, and that no command waits for long. Whoever asks is answered from
 * memory. Thread-safe.
 */
public final class NumberingWatch implements Managed {

  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final int TIMEOUT_MS = 2_000;

  /** A command that waits for longer than this is told. Callers wait for 5 s by default. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** While writers share the partitions anew, some are nobody's for a moment. */
  private static final Duration REBALANCE = Duration.ofSeconds(2);

  /** One slow answer is no outage. */
  private static final int FAILURES_THAT_COUNT = 2;

  private final KafkaWatch kafka;
  private final String group;
  private final Clock clock;
  private final CommandBacklog backlog;
  private final BackgroundLoop loop = new BackgroundLoop("numbering-watch", INTERVAL, this::look);
  private volatile Optional<String> problem = Optional.of("not known yet");

  /** Used by the loop's thread alone, as are the next two. */
  private int failures;

  private @Nullable Instant orphanedSince;
  private boolean seen;

  public NumberingWatch(KafkaSettings settings, KafkaWatch kafka, Clock clock) {
    this.kafka = kafka;
    this.group = settings.numberingGroup();
    this.clock = clock;
    this.backlog = new CommandBacklog(group, clock);
  }

  /** Why commands are not being decided; empty if they are. */
  public Optional<String> problem() {
    return problem;
  }

  /** For how long the oldest command that is not decided has waited. */
  public Duration undecidedFor() {
    return backlog.undecidedFor(clock.instant());
  }

  /** The thread that watches. */
  public BackgroundLoop loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop(loop::interrupt, Duration.ofMillis(TIMEOUT_MS));
  }

  private void look() throws InterruptedException {
    Admin admin = kafka.admin().orElse(null);
    if (admin == null) {
      problem = Optional.of("not known while Kafka is not reachable");
      return;
    }
    try {
      Optional<String> orphans = orphans(partitionsWithoutWriter(admin));
      backlog.look(admin);
      problem = orphans.or(this::waiting);
      failures = 0;
    } catch (KafkaException e) {
      failures++;
      if (failures >= FAILURES_THAT_COUNT) {
        problem = Optional.of("not known: " + e.getMessage());
      }
    }
  }

  private Optional<String> waiting() {
    Duration longest = undecidedFor();
    return longest.compareTo(LONGEST_WAIT) > 0
        ? Optional.of(
            "a command has waited for its decision for %d s".formatted(longest.toSeconds()))
        : Optional.empty();
  }

  /** Partitions of nobody, once that is no mere rebalance. */
  private Optional<String> orphans(Set<TopicPartition> partitions) {
    Instant now = clock.instant();
    if (partitions.isEmpty()) {
      orphanedSince = null;
      seen = true;
      return Optional.empty();
    }
    if (orphanedSince == null) {
      orphanedSince = now;
    }
    boolean all = partitions.size() == Topics.COMMANDS.partitions();
    if (seen && !all && Duration.between(orphanedSince, now).compareTo(REBALANCE) < 0) {
      return Optional.empty();
    }
    String names =
        partitions.stream()
            .map(TopicPartition::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return Optional.of("no instance of numbering-stream decides " + names);
  }

  private Set<TopicPartition> partitionsWithoutWriter(Admin admin) throws InterruptedException {
    Set<TopicPartition> left = new HashSet<>(EndOffsets.partitions(Topics.COMMANDS));
    try {
      admin
          .describeConsumerGroups(
              List.of(group), new DescribeConsumerGroupsOptions().timeoutMs(TIMEOUT_MS))
          .all()
          .get()
          .values()
          .stream()
          .flatMap(writers -> writers.members().stream())
          .forEach(member -> left.removeAll(member.assignment().topicPartitions()));
      return left;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return left;
      }
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }
}
