package dev.ordinal.systemtests.harness;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * A broker or a Postgres in a container. It keeps its data and its port of this machine when it is
 * started again, and is gone with its data when it is closed.
 */
final class Container implements Running {

  private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
  private static final String POSTGRES_IMAGE = "postgres:18";
  private static final int KAFKA_PORT = 9092;
  private static final int POSTGRES_PORT = 5432;
  private static final int STOP_SECONDS = 60;

  private final GenericContainer<?> container;

  private Container(String image, int port, int hostPort, Map<String, String> environment) {
    container = new GenericContainer<>(image).withEnv(environment);
    container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(hostPort, port)));
  }

  /** One broker, which is its own controller. */
  static Container kafka(int hostPort) {
    return new Container(
        KAFKA_IMAGE,
        KAFKA_PORT,
        hostPort,
        Map.ofEntries(
            Map.entry("KAFKA_HEAP_OPTS", "-Xmx512m"),
            Map.entry("KAFKA_NODE_ID", "1"),
            Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
            Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
            Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
            // The broker calls itself, too, and the port of this machine is not within its reach.
            Map.entry(
                "KAFKA_LISTENERS",
                "HOST://:" + KAFKA_PORT + ",INTERNAL://:9094,CONTROLLER://:9093"),
            Map.entry(
                "KAFKA_ADVERTISED_LISTENERS",
                "HOST://127.0.0.1:" + hostPort + ",INTERNAL://localhost:9094"),
            Map.entry("KAFKA_INTER_BROKER_LISTENER_NAME", "INTERNAL"),
            Map.entry(
                "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                "HOST:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
            Map.entry("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4"),
            Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")));
  }

  /** A Postgres that believes everybody on this machine, as the one of {@code up} does. */
  static Container postgres(int hostPort) {
    return new Container(
        POSTGRES_IMAGE, POSTGRES_PORT, hostPort, Map.of("POSTGRES_HOST_AUTH_METHOD", "trust"));
  }

  /** Starts it, or starts it again. */
  Container start() {
    if (container.getContainerId() == null) {
      container.start();
    } else {
      docker().startContainerCmd(container.getContainerId()).exec();
    }
    return this;
  }

  @Override
  public void kill() {
    docker().killContainerCmd(container.getContainerId()).withSignal("KILL").exec();
    awaitEnd();
  }

  @Override
  public int stop() {
    docker().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
    return awaitEnd();
  }

  private int awaitEnd() {
    return docker()
        .waitContainerCmd(container.getContainerId())
        .exec(new WaitContainerResultCallback())
        .awaitStatusCode(STOP_SECONDS, TimeUnit.SECONDS);
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public void close() {
    container.stop();
  }
}
