package dev.ordinal.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordinal.orderapi.access.AccessKey;
import dev.ordinal.orderapi.access.Role;
import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Compose;
import dev.ordinal.systemtests.harness.Keys;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The containers of docker-compose.yml under load, through the loss of a broker and of an instance
 * of numbering-stream. {@code -Dordinal.containers=true} asks for it; {@code -Dordinal.seed=N}
 * chooses who is killed.
 */
@EnabledIf(
    value = "dev.ordinal.systemtests.harness.Engine#runsCompose",
    disabledReason =
        "not asked for by -Dordinal.containers=true, or no container engine answers here")
class ComposeIT {

  private static final int CALLERS = 20;
  private static final int ENOUGH = 200;
  private static final int REPEATED = 20;
  private static final int KILLED = 128 + 9;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir private Path folder;

  /** Seeds near to each other, as times are, would mostly choose the same. */
  private final long seed = Long.getLong("ordinal.seed", ThreadLocalRandom.current().nextLong());

  private final Random random = new Random(seed);
  private final long startedAt = System.nanoTime();
  private final History history = new History();
  private final Keys keys = new Keys();
  private Compose compose;
  private Client client;

  @BeforeEach
  void prepare() {
    Map<String, String> environment = new HashMap<>(AcmePay.ENVIRONMENT);
    environment.putAll(keys.environment());
    environment.put("ORDINAL_POSTGRES_PASSWORD", AccessKey.random());
    compose = new Compose(folder, environment);
    client = compose.client().withKey(keys.of(Role.STAFF));
  }

  @AfterEach
  void down() {
    compose.close();
  }

  @Test
  void aBrokerAndAnInstanceOfNumberingAreKilledAndNothingToldChanges() throws Exception {
    try {
      say("seed " + seed);
      compose.up();
      say("all started");
      compose.awaitHealthy();
      say("all healthy");
      killUnderLoad();
      assertThat(compose.stopServices())
          .as("exit codes, of which %d says that the time to stop was too short", KILLED)
          .isNotEmpty()
          .doesNotContainValue((long) KILLED);
      say("stopped");
    } catch (Exception | AssertionError e) {
      System.out.println(compose.logs());
      throw new AssertionError("-Dordinal.seed=%d: %s".formatted(seed, e.getMessage()), e);
    }
  }

  private void killUnderLoad() throws Exception {
    String broker = oneOf(Compose.BROKERS);
    String instance = oneOf(Compose.NUMBERING);
    Ports ports =
        compose.ports(oneOf(Compose.BROKERS.stream().filter(b -> !b.equals(broker)).toList()));
    HistoryCheck check = new HistoryCheck(ports, client, history);
    try (Callers callers = new Callers(client, history, CALLERS)) {
      awaitMore();
      List<Told> before = history.all();
      strike(broker + " killed", callers, () -> compose.kill(broker));
      strike(instance + " crashed, " + broker + " gone", callers, () -> compose.crash(instance));
      compose.start(broker);
      compose.awaitHealthy();
      say("all healthy again");
      awaitMore();
      check.check();
      check.checkRepeats(before, REPEATED, random);
    }
    audit(ports, check);
    assertThat(compose.restarts())
        .as("restarts, of which one was caused; the kernel kills for memory, see dmesg")
        .allSatisfy(
            (service, restarts) ->
                assertThat(restarts).as(service).isEqualTo(service.equals(instance) ? 1 : 0));
    say(history.size() + " answers, all in the log, none twice, no hole");
  }

  /**
   * What anybody can check of the log and the read model at any time, as tests and as operators do.
   */
  private void audit(Ports ports, HistoryCheck check) throws Exception {
    check.check();
    check.checkLists();
    Audit.of(compose.forAudit(), folder);
    assertThreeCopiesOfAllTopics(ports);
  }

  private static void assertThreeCopiesOfAllTopics(Ports ports) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()))) {
      var topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      assertThat(topics).contains("__consumer_offsets", "__transaction_state");
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach(
              (name, topic) ->
                  assertThat(topic.partitions())
                      .as(name)
                      .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(3)));
      admin
          .describeConfigs(
              topics.stream()
                  .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                  .toList())
          .all()
          .get()
          .forEach(
              (topic, config) ->
                  assertThat(config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value())
                      .as(topic.name())
                      .isEqualTo("2"));
    }
  }

  private void strike(String what, Callers callers, Runnable fault) {
    callers.struck();
    fault.run();
    within("a new answer", () -> callers.backAfterMillis() > 0);
    within("the answers to what was in flight", callers::allAnswered);
    say("%s: next answer after %,d ms, by now all".formatted(what, callers.backAfterMillis()));
  }

  private void awaitMore() {
    int enough = history.size() + ENOUGH;
    within("a load", () -> history.size() >= enough);
  }

  private static void within(String what, Callable<Boolean> condition) {
    await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private String oneOf(List<String> services) {
    return services.get(random.nextInt(services.size()));
  }

  private void say(String what) {
    long seconds = Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
    System.out.printf("compose %3d s: %s%n", seconds, what);
  }
}
