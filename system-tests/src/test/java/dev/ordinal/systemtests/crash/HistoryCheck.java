package dev.ordinal.systemtests.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.ContiguousLog;
import dev.ordinal.systemtests.harness.Ports;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** Holds what was told against the log, against what is read, and against repeats. */
final class HistoryCheck {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Client client;
  private final History history;
  private final ContiguousLog log;

  HistoryCheck(Ports ports, Client client, History history) {
    this.client = client;
    this.history = history;
    this.log = new ContiguousLog(ports);
  }

  /**
   * Nothing contradicts itself, the log has no number twice and no hole, and has whatever was told
   * since the last check.
   */
  void check() {
    assertThat(history.contradictions()).isEmpty();
    Set<String> missing =
        history.takeFresh().stream()
            .filter(fresh -> fresh.work().isNumbered())
            .map(Told::name)
            .collect(toCollection(HashSet::new));
    try {
      // Markers of a transaction come to its partitions one after the other.
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                missing.removeAll(log.advance());
                return missing.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "told, but after %d s not in the log that can be read: %s"
              .formatted(LIMIT.toSeconds(), someOf(missing)),
          e);
    }
  }

  private static String someOf(Set<String> names) {
    return names.size() + ", such as " + names.stream().sorted().limit(10).toList();
  }

  /** A told answer is there to be read, and a repeat of its key gets it again. */
  void checkRepeat(Told told) throws Exception {
    String path = told.work().path() + "/" + told.name();
    // The read model catches up after a kill.
    await(path).atMost(LIMIT).until(() -> client.get(path).status() == 200);
    Answer repeated = told.work().ask(client, told.key()).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(told.work().named(repeated)).as(repeated.text()).isEqualTo(told.name());
  }

  /** All that was told is in the lists, none of it twice. */
  void checkLists() {
    Map<String, List<Told>> told =
        history.all().stream().collect(groupingBy(one -> one.work().path()));
    told.forEach(this::checkList);
  }

  private void checkList(String path, List<Told> told) {
    String name = told.get(0).work().listed();
    Set<String> listed = new HashSet<>();
    for (JsonNode item : client.list(path + "?limit=500")) {
      assertThat(listed.add(item.get(name).asText())).as("%s only once", item.get(name)).isTrue();
    }
    Set<String> missing = told.stream().map(Told::name).collect(toCollection(HashSet::new));
    missing.removeAll(listed);
    assertThat(missing.isEmpty()).as("told, but not in %s: %s", path, someOf(missing)).isTrue();
  }
}
