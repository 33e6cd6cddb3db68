package dev.ordinal.systemtests.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Examples;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.RawCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What callers do, and those who write to the topics themselves. */
final class CallerFaults {

  private static final int AT_ONCE = 16;
  private static final int GONE = 50;
  private static final int TIMES = 10;
  private static final Duration OVERLOADED = Duration.ofSeconds(5);

  /** How soon all are answered as before, once the many are gone. */
  private static final Duration AT_ONCE_AGAIN = Duration.ofSeconds(10);

  static final List<Fault<Cluster>> ALL =
      List.of(
          new Fault<>(
              Set.of(),
              "one-key-at-once",
              "16 callers send one key at once",
              (cluster, blow) -> {
                String key = "at-once-" + blow.random().nextLong();
                blow.fall(() -> {});
                blow.ask(Work.ORDER, Collections.nCopies(AT_ONCE, key));
              }),
          new Fault<>(
              Set.of(),
              "callers-gone",
              "50 callers send a key and close the connection; each key is repeated later",
              (cluster, blow) -> {
                String prefix = "gone-%d-".formatted(blow.random().nextLong());
                List<String> keys = IntStream.range(0, GONE).mapToObj(i -> prefix + i).toList();
                blow.fall(() -> keys.forEach(key -> sendAndGo(cluster, key)));
                blow.ask(Work.ORDER, keys);
              }),
          new Fault<>(
              Set.of(),
              "poison-commands",
              "records that are no commands in each partition, and an order that cannot be decided",
              (cluster, blow) -> {
                writeGarbage(cluster);
                blow.fall(() -> {});
                OrderLine wide = new OrderLine("x".repeat(5 * 1024 * 1024), "", 1, 1);
                RawCommands.send(cluster.ports(), RawCommands.order(wide));
              }),
          new Fault<>(
              EnumSet.allOf(Part.class),
              "overload",
              "ten times as many callers more for five seconds, who repeat at once what is refused",
              (cluster, blow) -> {
                List<JavaProcess> processes = ClusterFaults.processes(cluster);
                blow.fall(() -> {});
                blow.overload(TIMES, OVERLOADED);
                assertThat(processes).allMatch(JavaProcess::isAlive);
                blow.fall(() -> {});
                blow.awaitRecovery(AT_ONCE_AGAIN);
              }));

  private CallerFaults() {}

  private static void sendAndGo(Cluster cluster, String key) {
    byte[] body = Examples.order("GAM", Work.DAY).toString().getBytes(UTF_8);
    String head =
        "POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Idempotency-Key: %s\r\nContent-Length: %d\r\n\r\n".formatted(key, body.length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), cluster.ports().api())) {
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(body);
    } catch (IOException e) {
      // The API may be down at this moment; whoever is gone does not see it.
    }
  }

  private static void writeGarbage(Cluster cluster) throws Exception {
    byte[] garbage = "{\0".getBytes(UTF_8);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.ports().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int partition = 0; partition < Topics.OWNER_PARTITIONS; partition++) {
        String topic = Topics.COMMANDS.name();
        producer.send(new ProducerRecord<>(topic, partition, null, null)).get();
        producer.send(new ProducerRecord<>(topic, partition, garbage, garbage)).get();
      }
    }
  }
}
