package dev.ordinal.systemtests.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.ContiguousLog;
import dev.ordinal.systemtests.harness.Ports;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.awaitility.core.ConditionTimeoutException;

/** Holds what was told against the log, against what is read, and against repeats. */
final class HistoryCheck {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Client client;
  private final History history;
  private final ContiguousLog log;
  private final LeadLog leads;

  HistoryCheck(Ports ports, Client client, History history) {
    this.client = client;
    this.history = history;
    this.log = new ContiguousLog(ports);
    this.leads = new LeadLog(ports);
  }

  /**
   * Nothing contradicts itself, the log has no number twice and no hole, no lead has two winners at
   * a time, and the log has whatever was told since the last check.
   */
  void check() {
    assertThat(history.contradictions()).isEmpty();
    Set<String> missing =
        history.takeFresh().stream().map(Told::name).collect(toCollection(HashSet::new));
    try {
      // Markers of a transaction come to its partitions one after the other.
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                missing.removeAll(log.advance());
                missing.removeAll(leads.advance());
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

  /** Some of what was told is there to be read, and repeats of its keys get it again. */
  void checkRepeats(List<Told> told, int some, Random random) {
    List<Told> answers =
        random.ints(some, 0, told.size()).<Told>mapToObj(told::get).distinct().toList();
    // The read model catches up after a kill.
    allAtOnce(answers, "to be read", this::isThere);
    allAtOnce(answers, "to be told again", this::isToldAgain);
  }

  private CompletableFuture<Boolean> isThere(Told told) {
    return client
        .send(client.request(told.work().pathOf(told.name())))
        .thenApply(answer -> answer.status() == 200);
  }

  /** Asked beside everybody else, a repeat may have to be asked for again. */
  private CompletableFuture<Boolean> isToldAgain(Told told) {
    return told.work()
        .ask(client, told.key())
        .thenApply(
            answer -> {
              boolean answered = answer.status() == 200 || answer.status() == 201;
              assertThat(answered ? told.work().named(answer) : told.name())
                  .as("%s again: %s", told, answer.text())
                  .isEqualTo(told.name());
              return answered;
            });
  }

  private static void allAtOnce(
      List<Told> answers, String what, Function<Told, CompletableFuture<Boolean>> ask) {
    Set<Told> open = new HashSet<>(answers);
    await(what)
        .atMost(LIMIT)
        .until(
            () -> {
              Map<Told, CompletableFuture<Boolean>> asked = new HashMap<>();
              open.forEach(told -> asked.put(told, ask.apply(told)));
              asked.forEach(
                  (told, answer) -> {
                    if (answer.join()) {
                      open.remove(told);
                    }
                  });
              return open.isEmpty();
            });
  }

  /** All that was told is in the lists, none of it twice. */
  void checkLists() {
    Map<String, List<Told>> told =
        history.all().stream()
            .filter(one -> one.work() != Work.CLAIM)
            .collect(groupingBy(one -> one.work().path()));
    told.forEach(this::checkList);
  }

  private void checkList(String path, List<Told> told) {
    Set<String> missing = told.stream().map(Told::name).collect(toCollection(HashSet::new));
    String name = told.get(0).work().listed();
    try {
      // Lists are shown as they stand where the read model catches up for longer than 2 s.
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                missing.removeAll(listed(path, name));
                return missing.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("told, but not in %s: %s".formatted(path, someOf(missing)), e);
    }
  }

  private Set<String> listed(String path, String name) {
    Set<String> listed = new HashSet<>();
    for (JsonNode item : client.list(path + "?limit=500")) {
      assertThat(listed.add(item.get(name).asText())).as("%s only once", item.get(name)).isTrue();
    }
    return listed;
  }
}
