package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedOrdinal.class)
class RestartIT {

  private static final String DAY = "2026-05-05T12:00:00Z";

  @TempDir private Path folder;

  @Test
  void afterAStopTheNumbersGoOnWhereTheyWereAndNoSeriesIsDefinedAgain() {
    try (Ordinal first = Ordinal.up(folder.resolve("data"))) {
      assertThat(number(first.client().order("k1", order("GAM", DAY)).join())).endsWith("-0001");
      assertThat(first.process().stop()).isZero();
      try (Ordinal second = first.again()) {
        assertThat(number(second.client().order("k2", order("GAM", DAY)).join())).endsWith("-0002");
        Answer repeated = second.client().order("k1", order("GAM", DAY)).join();
        assertThat(number(repeated)).endsWith("-0001");
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.client().list("/series?")).hasSize(5);
        assertThat(EventLog.read(second.ports(), Topics.NUMBERING_EVENTS))
            .extracting(entry -> entry.value().series())
            .containsExactlyInAnyOrder("BOQ", "GAM", "HM-P", "ICCT", "RET");
      }
    }
  }

  @Test
  void aStopAnswersWhatIsInFlightAndEndsWithZero() {
    try (Ordinal ordinal = Ordinal.up(folder.resolve("data"))) {
      List<CompletableFuture<Answer>> answers = post(ordinal.client(), 200);
      answers.get(0).join();
      ordinal.process().beginStop();
      Set<String> told = acknowledged(answers);
      assertThat(ordinal.process().exitCode()).isZero();
      try (Ordinal again = ordinal.again()) {
        assertThat(EventLog.numbersOfAContiguousLog(again.ports())).containsAll(told);
      }
    }
  }

  @Test
  void afterAKillInTheMiddleOf200OrdersNothingToldIsLostAndNothingIsTwice() {
    try (Ordinal ordinal = Ordinal.up(folder.resolve("data"))) {
      List<CompletableFuture<Answer>> answers = post(ordinal.client(), 200);
      Await.until(
          () -> answers.stream().filter(answer -> answer.isDone()).count(), done -> done >= 20);
      ordinal.process().kill();
      Set<String> told = acknowledged(answers);
      assertThat(told).isNotEmpty();

      try (Ordinal again = ordinal.again()) {
        Client client = again.client();
        for (String number : told) {
          assertThat(client.get("/orders/" + number).status()).as(number).isEqualTo(200);
        }
        Set<String> repeated = acknowledged(post(client, 200));
        assertThat(repeated).hasSize(200).containsAll(told);
        assertThat(EventLog.numbersOfAContiguousLog(again.ports()))
            .containsExactlyInAnyOrderElementsOf(repeated);
        assertThat(client.list("/orders?limit=500&series=GAM"))
            .extracting(order -> order.get("number").asText())
            .containsExactlyInAnyOrderElementsOf(repeated);
      }
    }
  }

  @Test
  void withoutItsChangelogItWaitsInsteadOfGivingANumberTwice() throws Exception {
    String changelog = "ordinal-numbering-state-changelog";
    try (Ordinal ordinal = Ordinal.up(folder.resolve("data"))) {
      assertThat(number(ordinal.client().order("k1", order("GAM", DAY)).join())).endsWith("-0001");
      try (Admin admin =
          Admin.create(Map.of("bootstrap.servers", ordinal.ports().bootstrapServers()))) {
        admin.deleteTopics(List.of(changelog)).all().get();
      }
      ordinal.process().kill();
      try (JavaProcess again = Ordinal.start(folder.resolve("data"), ordinal.ports())) {
        again.awaitOutput(changelog + ": without it all numbers would begin again");
      }
    }
  }

  @Test
  void twoRunSideBySide(Ordinal one) {
    try (Ordinal two = Ordinal.up(folder.resolve("two"))) {
      assertThat(number(one.client().order("k", order("GAM", DAY)).join())).endsWith("-0001");
      assertThat(number(two.client().order("k", order("GAM", DAY)).join())).endsWith("-0001");
    }
  }

  @Test
  void aDataFolderInUseAndABusyPortAreNamedInOneLine() throws IOException {
    Path data = folder.resolve("data");
    try (Ordinal running = Ordinal.up(data)) {
      JavaProcess sameData = Ordinal.start(data, Ports.free());
      assertThat(sameData.exitCode()).isEqualTo(2);
      assertThat(sameData.output().strip().lines())
          .singleElement()
          .asString()
          .contains(data.toString())
          .contains("in use");
      assertThat(running.process().isAlive()).isTrue();
    }
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports free = Ports.free();
      Ports ports = new Ports(free.api(), free.admin(), busy.getLocalPort(), free.postgres());
      JavaProcess refused = Ordinal.start(folder.resolve("other"), ports);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.output().strip().lines())
          .singleElement()
          .asString()
          .contains(Integer.toString(busy.getLocalPort()))
          .contains("--kafka-port");
    }
  }

  private static List<CompletableFuture<Answer>> post(Client client, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> client.order("burst-" + i, order("GAM", DAY)))
        .toList();
  }

  private static Set<String> acknowledged(List<CompletableFuture<Answer>> answers) {
    return answers.stream()
        .map(answer -> answer.handle((known, failure) -> Optional.ofNullable(known)).join())
        .flatMap(Optional::stream)
        .filter(answer -> answer.status() == 201)
        .map(answer -> answer.text("number"))
        .collect(Collectors.toSet());
  }

  private static String number(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text("number");
  }
}
