package dev.ordinal.numberingstream.transactions;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Real brokers; with two, partitions have different leaders. They take writes into transactions
 * that no coordinator knows: that is how a test makes one hang.
 */
public final class TestCluster implements AutoCloseable {

  private static final int CONTROLLER = 1;

  private final List<KafkaRaftServer> servers;
  private final String bootstrapServers;

  private TestCluster(List<KafkaRaftServer> servers, String bootstrapServers) {
    this.servers = servers;
    this.bootstrapServers = bootstrapServers;
  }

  static TestCluster start(Path directory) throws Exception {
    return start(directory, 2);
  }

  /** Starts so many. */
  public static TestCluster start(Path directory, int brokers) throws Exception {
    String clusterId = Uuid.randomUuid().toString();
    int controllerPort = freePort();
    int port = freePort();
    List<KafkaRaftServer> servers = new ArrayList<>();
    for (int id = CONTROLLER; id <= brokers; id++) {
      servers.add(
          server(
              directory.resolve(Integer.toString(id)),
              clusterId,
              id,
              id == CONTROLLER ? port : freePort(),
              controllerPort));
    }
    servers.forEach(KafkaRaftServer::startup);
    return new TestCluster(servers, "127.0.0.1:" + port);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Those of an admin client. */
  Properties settings() {
    Properties settings = new Properties();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    return settings;
  }

  @Override
  public void close() {
    for (int i = servers.size() - 1; i >= 0; i--) {
      servers.get(i).shutdown();
    }
  }

  private static KafkaRaftServer server(
      Path directory, String clusterId, int nodeId, int port, int controllerPort) throws Exception {
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setClusterId(clusterId)
        .setNodeId(nodeId)
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString())
        .run();
    Map<String, String> settings = new HashMap<>(shared(directory, controllerPort));
    boolean isController = nodeId == CONTROLLER;
    String listener = "PLAINTEXT://127.0.0.1:" + port;
    settings.put("node.id", Integer.toString(nodeId));
    settings.put("process.roles", isController ? "broker,controller" : "broker");
    settings.put(
        "listeners",
        isController ? listener + ",CONTROLLER://127.0.0.1:" + controllerPort : listener);
    settings.put("advertised.listeners", listener);
    return new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
  }

  private static Map<String, String> shared(Path directory, int controllerPort) {
    return Map.ofEntries(
        Map.entry("log.dirs", directory.toString()),
        Map.entry("controller.quorum.voters", CONTROLLER + "@127.0.0.1:" + controllerPort),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("transaction.partition.verification.enable", "false"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "2"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "2"),
        Map.entry("group.initial.rebalance.delay.ms", "0"));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
