package dev.ordinal.local.kafka;

import dev.ordinal.contracts.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What differs from Kafka's defaults on a broker that is alone and shares its process. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MIB = 1024 * 1024;

  /** Close to the longest that Kafka can express. */
  private static final Duration SESSION = Duration.ofDays(24);

  private BrokerSettings() {}

  /**
   * The settings of a broker that is its own controller.
   *
   * @param controllerPort for the controller's listener, which only this process uses
   */
  static Map<String, String> of(
      Path directory, String host, int port, int controllerPort, Proxied proxied) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("log.dirs", directory.toString());
    // Voters by configuration, not kept in the log, so that the port may differ at each start.
    settings.put(
        "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, LOOPBACK, controllerPort));
    settings.put("controller.listener.names", CONTROLLER);
    settings.put(
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s:%d".formatted(host, port, CONTROLLER, LOOPBACK, controllerPort));
    settings.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(host, port));
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    if (!proxied.equals(Proxied.NONE)) {
      putProxied(settings, host, proxied);
    }
    putSingleBroker(settings);
    putRecoveryBounds(settings);
    putMemoryBounds(settings);
    return settings;
  }

  private static void putProxied(Map<String, String> settings, String host, Proxied proxied) {
    String more = ",PROXIED://%s:%d";
    settings.merge("listeners", more.formatted(host, proxied.port()), String::concat);
    settings.merge(
        "advertised.listeners", more.formatted(host, proxied.advertised()), String::concat);
    settings.merge("listener.security.protocol.map", ",PROXIED:PLAINTEXT", String::concat);
  }

  private static void putSingleBroker(Map<String, String> settings) {
    settings.put("auto.create.topics.enable", "false");
    // Nobody could lead instead of this broker, so it is never fenced while it runs, be the process
    // stopped, swapped out or asleep for long: partitions without a leader lose the ends of
    // transactions (KAFKA-20734). The next start does not wait for the session, see FormerBroker.
    settings.put("broker.session.timeout.ms", Long.toString(SESSION.toMillis()));
    // For the same reason: it would take the leaders away while transactions are still ending.
    settings.put("controlled.shutdown.enable", "false");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    // A transaction of somebody who is gone ends this much later than its timeout, not 10 s.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "4");
    // Nobody else is about to join the group.
    settings.put("group.initial.rebalance.delay.ms", "0");
    // After a holiday the stream goes on where it was instead of reading all commands again.
    settings.put("offsets.retention.minutes", Long.toString(Duration.ofDays(365).toMinutes()));
  }

  /**
   * After a kill a broker reads the last segment of each partition again, and what is not compacted
   * yet is restored: small segments bound both, whatever has been written over the years.
   */
  private static void putRecoveryBounds(Map<String, String> settings) {
    // No smaller than the largest record.
    settings.put("log.segment.bytes", Integer.toString(Topics.MAX_DEAD_LETTER_BYTES + 3 * MIB));
    settings.put("offsets.topic.segment.bytes", Integer.toString(8 * MIB));
    settings.put("transaction.state.log.segment.bytes", Integer.toString(8 * MIB));
    settings.put("log.flush.offset.checkpoint.interval.ms", "5000");
  }

  private static void putMemoryBounds(Map<String, String> settings) {
    settings.put("message.max.bytes", Integer.toString(Topics.MAX_RECORD_BYTES + MIB));
    settings.put("socket.request.max.bytes", Integer.toString(32 * MIB));
    settings.put("queued.max.request.bytes", Integer.toString(64 * MIB));
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * MIB));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "4");
  }
}
