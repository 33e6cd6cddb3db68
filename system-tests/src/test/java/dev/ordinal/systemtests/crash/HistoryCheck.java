package dev.ordinal.systemtests.crash;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.ContiguousLog;
import dev.ordinal.systemtests.harness.Ports;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    Set<String> told =
        history.takeFresh().stream()
            .filter(fresh -> fresh.work().isNumbered())
            .map(Told::name)
            .collect(toSet());
    await("all that was told is in the log that can be read")
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(missing(told)).as("told, but not in the log").isEmpty());
  }

  /** A told answer is there to be read, and a repeat of its key gets it again. */
  void checkRepeat(Told told) throws Exception {
    Answer read = client.get(told.work().path() + "/" + told.name());
    assertThat(read.status()).as("%s: %s", told, read.text()).isEqualTo(200);
    Answer repeated = told.work().ask(client, told.key()).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(told.work().named(repeated)).as(repeated.text()).isEqualTo(told.name());
  }

  /** All that was told is in the lists, none of it twice. */
  void checkLists() {
    for (Work work : Work.values()) {
      List<String> listed =
          client.list(work.path() + "?limit=500").stream()
              .map(item -> item.get(work.listed()).asText())
              .toList();
      assertThat(listed).as(work.path()).doesNotHaveDuplicates();
      Set<String> missing =
          toldOf(work).map(Told::name).collect(Collectors.toCollection(HashSet::new));
      missing.removeAll(Set.copyOf(listed));
      assertThat(missing).as("told, but not in %s", work.path()).isEmpty();
    }
  }

  private Set<String> missing(Set<String> told) {
    Set<String> numbers = log.advance();
    return told.stream().filter(number -> !numbers.contains(number)).collect(toSet());
  }

  private Stream<Told> toldOf(Work work) {
    return history.all().stream().filter(told -> told.work() == work);
  }
}
