package dev.ordinal.systemtests.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.systemtests.harness.NumberingGroup;
import dev.ordinal.systemtests.harness.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/** What the brokers know and what processes wrote last, for whoever looks at what is stuck. */
final class Evidence {

  private static final Duration LIMIT = Duration.ofSeconds(15);
  private static final Pattern WARNING =
      Pattern.compile("\"level\":\"(WARN|ERROR)\"|^(WARN|ERROR)");
  private static final Pattern STATE = Pattern.compile("the stream goes from");
  private static final int PROCESSES = 10;
  private static final int WARNINGS = 12;
  private static final int CHARACTERS = 500;
  private static final Comparator<Path> BY_AGE =
      Comparator.comparing(path -> path.toFile().lastModified());

  private Evidence() {}

  /**
   * A line for each transaction that is open on a partition, each that the coordinator knows, and
   * each member of the group of numbering; then the last warnings of each process.
   *
   * @param folder of all output
   */
  static List<String> of(Ports ports, Path folder) {
    List<String> lines = new ArrayList<>(ofBrokers(ports));
    try (Stream<Path> files = Files.walk(folder, 2)) {
      List<Path> outputs =
          files.filter(file -> file.toString().endsWith(".out")).sorted(BY_AGE).toList();
      for (Path output : outputs.subList(Math.max(0, outputs.size() - PROCESSES), outputs.size())) {
        lines.add(output.getFileName().toString());
        lines.addAll(warnings(output));
      }
    } catch (IOException e) {
      lines.add("the output cannot be read: " + e);
    }
    return lines;
  }

  private static List<String> warnings(Path output) throws IOException {
    List<String> warnings =
        Files.readString(output, UTF_8)
            .lines()
            .filter(line -> WARNING.matcher(line).find() || STATE.matcher(line).find())
            .map(line -> "  " + line.substring(0, Math.min(line.length(), CHARACTERS)))
            .toList();
    return warnings.subList(Math.max(0, warnings.size() - WARNINGS), warnings.size());
  }

  private static List<String> ofBrokers(Ports ports) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            ports.bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) LIMIT.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) LIMIT.toMillis());
    try (Admin admin = Admin.create(settings)) {
      List<String> lines = new ArrayList<>(ofPartitions(admin));
      for (TransactionListing known : admin.listTransactions().all().get(30, TimeUnit.SECONDS)) {
        lines.add(
            "%s of producer %d is %s"
                .formatted(known.transactionalId(), known.producerId(), known.state()));
      }
      admin
          .describeClassicGroups(List.of(NumberingGroup.ID))
          .all()
          .get(30, TimeUnit.SECONDS)
          .values()
          .forEach(
              group ->
                  group
                      .members()
                      .forEach(
                          member ->
                              lines.add(
                                  "%s is %s: %s"
                                      .formatted(NumberingGroup.ID, group.state(), member))));
      return lines;
    } catch (Exception e) {
      return List.of("the broker does not tell: " + e);
    }
  }

  private static List<String> ofPartitions(Admin admin) throws Exception {
    List<String> topics =
        List.copyOf(
            admin
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(30, TimeUnit.SECONDS));
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic :
        admin.describeTopics(topics).allTopicNames().get(30, TimeUnit.SECONDS).values()) {
      topic
          .partitions()
          .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
    }
    List<String> lines = new ArrayList<>();
    admin
        .describeProducers(partitions)
        .all()
        .get(30, TimeUnit.SECONDS)
        .forEach(
            (partition, state) ->
                state.activeProducers().stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .forEach(
                        producer ->
                            lines.add(
                                "%s has an open transaction since offset %d, of producer %d epoch"
                                    .concat(" %d, which last wrote %d s ago")
                                    .formatted(
                                        partition,
                                        producer.currentTransactionStartOffset().getAsLong(),
                                        producer.producerId(),
                                        producer.producerEpoch(),
                                        Duration.between(
                                                Instant.ofEpochMilli(producer.lastTimestamp()),
                                                Instant.now())
                                            .toSeconds()))));
    return lines;
  }
}
