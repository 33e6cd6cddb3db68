package dev.ordinal.systemtests.harness;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Brokers as Apache Kafka starts them, each its own process, with a vote in the quorum. One of them
 * alone can be killed; where there are three, partitions have three copies.
 */
public final class PlainBrokers implements Running {

  private final Path folder;
  private final int[] ports;
  private final int[] controllers;

  private final String clusterId = Uuid.randomUuid().toString();
  private final Map<Integer, JavaProcess> running = new ConcurrentHashMap<>();

  private PlainBrokers(Path folder, int count) {
    this.folder = folder;
    this.ports = free(count);
    this.controllers = free(count);
  }

  private static int[] free(int count) {
    return IntStream.range(0, count).map(i -> Ports.next()).toArray();
  }

  /** So many. */
  public static PlainBrokers of(Path folder, int count) {
    return new PlainBrokers(folder, count);
  }

  public int count() {
    return ports.length;
  }

  /** Where clients find them. */
  String bootstrapServers() {
    return IntStream.of(ports).mapToObj(port -> "127.0.0.1:" + port).collect(joining(","));
  }

  /** Starts all that do not run. */
  PlainBrokers start() {
    IntStream.range(0, count()).filter(i -> !running.containsKey(i)).forEach(this::start);
    return this;
  }

  /** Kills one with SIGKILL. */
  public void kill(int index) {
    JavaProcess process = running.remove(index);
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void kill() {
    List.copyOf(running.values()).forEach(process -> process.handle().destroyForcibly());
    IntStream.range(0, count()).forEach(this::kill);
  }

  @Override
  public int stop() {
    // Together: the last one alone has no quorum, and does not end before its limit.
    running.values().forEach(JavaProcess::beginStop);
    int worst = running.values().stream().mapToInt(JavaProcess::exitCode).max().orElse(0);
    running.clear();
    return worst;
  }

  @Override
  public void close() {
    running.values().forEach(JavaProcess::kill);
    running.clear();
  }

  /** Starts one, from 0 on. */
  public void start(int index) {
    Path data = folder.resolve("kafka-" + index);
    Path settings = folder.resolve("kafka-" + index + ".properties");
    try {
      if (!Files.exists(data)) {
        format(index, data);
      }
      Files.write(
          settings,
          settings(index, data).entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    running.put(
        index,
        JavaProcess.startMain(folder, Map.of(), "kafka.Kafka", List.of(settings.toString())));
  }

  /** Waits until each partition has all its copies. */
  public void awaitInSync() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Await.until(
          () -> admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get(),
          topics ->
              topics.values().stream()
                  .flatMap(topic -> topic.partitions().stream())
                  .allMatch(partition -> partition.isr().size() == count()));
    }
  }

  private void format(int index, Path data) throws IOException {
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(clusterId)
          .setNodeId(index + 1)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(data.toString())
          .addDirectory(data.toString())
          .run();
    } catch (Exception e) {
      throw new IOException("cannot format " + data, e);
    }
  }

  private Map<String, String> settings(int index, Path data) {
    String copies = Integer.toString(count());
    String mustAcknowledge = Integer.toString(Math.max(1, count() - 1));
    Map<String, String> settings = new TreeMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(index + 1));
    settings.put("log.dirs", data.toString());
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "controller.quorum.voters",
        IntStream.range(0, count())
            .mapToObj(i -> "%d@127.0.0.1:%d".formatted(i + 1, controllers[i]))
            .collect(joining(",")));
    String listeners = "PLAINTEXT://127.0.0.1:" + ports[index];
    settings.put("listeners", listeners + ",CONTROLLER://127.0.0.1:" + controllers[index]);
    settings.put("advertised.listeners", listeners);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(20 * 1024 * 1024));
    settings.put("default.replication.factor", copies);
    settings.put("offsets.topic.replication.factor", copies);
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", copies);
    settings.put("transaction.state.log.min.isr", mustAcknowledge);
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    return settings;
  }
}
