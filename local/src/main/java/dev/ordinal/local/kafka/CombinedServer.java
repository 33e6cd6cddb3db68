package dev.ordinal.local.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Kafka's controller and broker in one process (combined mode). Put together as Kafka's own {@code
 * KafkaRaftServer} does, with one step more between the two: what is registered of the broker that
 * was here before is removed, see {@link FormerBroker}.
 */
final class CombinedServer {

  private static final Logger LOG = LoggerFactory.getLogger(CombinedServer.class);

  /** How long the controller may take to be active and to commit one record. */
  private static final Duration CONTROLLER_BOUND = Duration.ofSeconds(30);

  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;

  CombinedServer(KafkaConfig config) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
        KafkaRaftServer.initializeLogDirs(config, LOG, "");
    MetaPropertiesEnsemble properties = directories._1();
    Metrics metrics =
        Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow());
    shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2());
  }

  /**
   * Starts the controller, then the broker, and returns when the broker takes requests.
   *
   * @throws IllegalStateException when the controller does not answer in time
   */
  void start() throws InterruptedException {
    controller.startup();
    FormerBroker.remove(
        BrokerSettings.NODE_ID, shared.loader(), controller.controller(), CONTROLLER_BOUND);
    broker.startup();
  }

  /** Stops what has started, the broker first, and waits until its data is flushed and closed. */
  void stop() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }
}
