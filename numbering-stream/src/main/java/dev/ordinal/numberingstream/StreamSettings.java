package dev.ordinal.numberingstream;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.ordinal.contracts.topics.ClientSettings;
import dev.ordinal.contracts.topics.CommandBacklog;
import dev.ordinal.contracts.topics.TopicDurability;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.topology.BoundedRocksDb;
import dev.ordinal.numberingstream.topology.DeadlineTicks;
import dev.ordinal.numberingstream.topology.PolledBatch;
import dev.ordinal.numberingstream.transactions.Verdicts;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** How the stream runs. Each setting says its unit, range, default and why. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class StreamSettings {

  /**
   * How often an instance says that it lives. It hears of a rebalance with the answer, and until
   * the last one has heard of it the others commit nothing, so this is well below the usual third
   * of the session.
   */
  private static final int HEARTBEAT_INTERVAL_MS = 500;

  /**
   * How long a task that takes over waits for offsets that another transaction may still change,
   * before its thread lets the other tasks go on and tries again (60 s by default).
   */
  private static final int COMMITTED_OFFSETS_TIMEOUT_MS = 1_000;

  /**
   * How long an idle poll waits. Deadlines and the steps of large commands come between two polls.
   */
  private static final int POLL_MS = 20;

  /**
   * After which a broker that does not answer is taken for gone. By default it is 30 s, and the
   * callers of what it leads wait as long, though another leads that for long.
   */
  private static final int REQUEST_TIMEOUT_MS = 6_000;

  /** The brokers, {@code host:port} separated by commas. */
  @NotBlank private String bootstrapServers = "127.0.0.1:9092";

  /** Names group, changelogs and transactions. With another one the numbers are not found. */
  @NotBlank private String applicationId = CommandBacklog.DEFAULT_GROUP;

  /**
   * The static membership of this instance (KIP-345), unique among the instances: one that comes
   * back after a kill has its partitions again without waiting for its own session to end.
   */
  @NotBlank private String instanceId = "numbering-1";

  /**
   * Whether to start where changelogs are lost or counters are behind the log, default false. What
   * was in them begins empty: keep callers out until each sequence is synced.
   */
  private boolean allowLostState = false;

  /**
   * How an operator ends hanging transactions that nothing else decides, default none: {@code
   * 7:12=commit} for producer id 7 and epoch 12, several separated by commas. Never abort what
   * somebody may have been told: see docs/operations.md.
   */
  @Pattern(regexp = Verdicts.PATTERN) private String transactionVerdicts = "";

  /** Where RocksDB lives. May be lost: the changelogs restore it. */
  @NotBlank private String stateDir = "data/numbering-stream";

  /** Writers in this process, 1 to 64; each commits a transaction of its own. */
  @Min(1) @Max(64) private int threads = 1;

  /** Copies of each internal topic, 1 to 9. Below 3 a lost broker can lose numbers. */
  @Min(1) @Max(9) private int replicationFactor = 1;

  /** Copies of the state on other instances, 0 to 3: 1 in production, to take over at once. */
  @Min(0) @Max(3) private int standbyReplicas = 0;

  /**
   * How long a transaction stays open at most while commands keep coming, 1 to 1,000 ms, default
   * 20. It ends earlier as soon as all that was polled is decided, see {@link PolledBatch}; so this
   * is latency under load against some 7 ms of work a commit.
   */
  @Min(1) @Max(1000) private int commitIntervalMs = 20;

  /** How long the producer waits to fill a batch, 0 to 1,000 ms. The commit flushes anyway. */
  @Min(0) @Max(1000) private int lingerMs = 0;

  /**
   * After which a silent instance loses its partitions, 6,000 to 60,000 ms: how long the callers of
   * its series wait at least. 6,000, the default, is the least that brokers allow by default.
   */
  @Min(6000) @Max(60000) private int sessionTimeoutMs = 6_000;

  /**
   * After which the brokers abort a transaction, 10,000 to 900,000 ms (the most they allow by
   * default), default 60,000. A commit comes every few milliseconds, and no step of a large command
   * takes a second; but a machine that is starved can take many times as long, and what aborts is
   * done again. What a dead instance left open is ended long before, see {@link AbandonedWriters}.
   */
  @Min(10_000) @Max(900_000) private int transactionTimeoutMs = 60_000;

  /**
   * The shortest time between two looks for leases and reservations that have ended, 10 to 60,000
   * ms. Each look commits a transaction.
   */
  @Min(10) @Max(60000) private int deadlineIntervalMs = 100;

  /**
   * How much later than its time a lease or reservation ends by itself, 0 to 60,000 ms: as long as
   * a command that the API has accepted may take until it is durable (maxBlock 1 s and
   * deliveryTimeout 3 s of order-api) and the hosts' clocks may differ (1 s). With less, a
   * confirmation or renewal that was accepted in time can be refused. Whoever asks sees the end at
   * its time.
   */
  @Min(0) @Max(60000) private int deadlineGraceMs = 5_000;

  /**
   * For how long a leap of the wall clock is not followed, and deadlines that are long overdue at a
   * start are held, 0 to 3,600,000 ms: the time to see a clock that is wrong.
   */
  @Min(0) @Max(3600000) private int clockHoldMs = 300_000;

  /** Blocks and write buffers of all RocksDB stores together, 16 to 65,536 MiB. */
  @Min(16) @Max(65536) private int rocksDbMemoryMib = 128;

  /** See {@link #bootstrapServers}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** See {@link #applicationId}. */
  public String applicationId() {
    return applicationId;
  }

  /** See {@link #instanceId}. */
  String instanceId() {
    return instanceId;
  }

  /** See {@link #allowLostState}. */
  public boolean allowLostState() {
    return allowLostState;
  }

  /** See {@link #transactionVerdicts}. */
  String transactionVerdicts() {
    return transactionVerdicts;
  }

  /** See {@link #stateDir}. */
  Path stateDir() {
    return Path.of(stateDir);
  }

  /** See {@link #threads}. */
  int threads() {
    return threads;
  }

  /** Copies of each topic that is created, see {@link #replicationFactor}. */
  public short replicationFactor() {
    return (short) replicationFactor;
  }

  /** See {@link #clockHoldMs}. */
  Duration clockHold() {
    return Duration.ofMillis(clockHoldMs);
  }

  /**
   * When deadlines are acted on.
   *
   * @param clock the writers' time
   * @param backlog by that clock
   */
  DeadlineTicks.Settings deadlines(InstantSource clock, CommandBacklog backlog) {
    return new DeadlineTicks.Settings(
        Duration.ofMillis(deadlineIntervalMs),
        Duration.ofMillis(deadlineGraceMs),
        clockHold(),
        clock,
        backlog::decidedUpTo);
  }

  /** These settings in the words of Kafka Streams, with what is not for anyone to choose. */
  public Properties toProperties() {
    Properties streams = new Properties();
    streams.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    streams.putAll(ClientSettings.of(bootstrapServers, REQUEST_TIMEOUT_MS));
    streams.put(StreamsConfig.STATE_DIR_CONFIG, stateDir);
    streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    streams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
    streams.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
    streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitIntervalMs);
    streams.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        PolledBatch.class.getName());
    streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    streams.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    streams.put(BoundedRocksDb.MEMORY_MIB, rocksDbMemoryMib);
    // The newer protocol has a session of 45 s at least and no static membership (ADR 4).
    streams.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    streams.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Topics.MAX_RECORD_BYTES);
    streams.put(
        StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
        TopicDurability.minInSync(replicationFactor));
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    streams.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), sessionTimeoutMs);
    streams.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_INTERVAL_MS);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG),
        COMMITTED_OFFSETS_TIMEOUT_MS);
    streams.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), lingerMs);
    streams.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    streams.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        Topics.MAX_DEAD_LETTER_BYTES);
    streams.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        transactionTimeoutMs);
    return streams;
  }
}
