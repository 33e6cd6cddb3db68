package dev.ordinal.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Team registration and partner onboarding, at the concurrency that their old systems broke at. */
@ExtendWith(SharedOrdinal.class)
class TeamsAndPartnersIT {

  /** One name as fifty people type it: case, spaces and Unicode form differ. */
  private static final List<String> SPELLINGS =
      List.of(
          "Caf\u00e9 Lions",
          "CAF\u00c9 LIONS",
          " cafe\u0301   lions ",
          "\uff23afe\u0301\u00a0Lions",
          "Caf\u00e9\tLions");

  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
  }

  @Test
  void aTeamGoesTheWholeWayAndIsReadBackAtOnce() {
    Answer registered = client.post("/teams", "first", team("Early Birds", "u1"));
    assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    String number = registered.text("number");
    assertThat(number).matches("ICCT-[0-9]{3}");
    assertThat(registered.header("Location")).isEqualTo("/teams/" + number);

    Answer read = client.get("/teams/" + number);
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(registered.body());
    assertThat(client.list("/teams?limit=2")).contains(registered.body());
    assertThat(client.get("/commands/" + registered.text("commandId")).body().get("result"))
        .isEqualTo(registered.body());

    Answer repeat = client.post("/teams", "first", team("Early Birds", "u1"));
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(repeat.body()).isEqualTo(registered.body());
  }

  @Test
  void aNameThatFiftyWantAtOnceIsHadByOneAndTheOthersLearnByWhom() {
    List<Answer> answers =
        IntStream.range(0, 50)
            .mapToObj(i -> post("/teams", "fifty/" + i, team(SPELLINGS.get(i % 5), "up" + i)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    List<Answer> won = answers.stream().filter(answer -> answer.status() == 201).toList();
    List<Answer> lost = answers.stream().filter(answer -> answer.status() == 409).toList();
    assertThat(won).hasSize(1);
    String winner = won.get(0).text("number");
    assertThat(lost)
        .hasSize(49)
        .allMatch(answer -> answer.text("code").equals("team-name-taken"))
        .allMatch(answer -> answer.text("existing").equals(winner));
    Set<String> named =
        lost.stream()
            .map(answer -> answer.body().at("/orphanedUploads/0").asText())
            .collect(Collectors.toSet());
    assertThat(named).hasSize(49);
    assertThat(orphans(winner)).containsExactlyInAnyOrderElementsOf(named);
  }

  @Test
  void aRepeatedRefusalIsTheFirstOneAndOrphansNothingAgain() {
    String holder = client.post("/teams", "holder", team("Night Owls")).text("number");
    Answer refused = client.post("/teams", "late", team("night owls", "u7", "u8"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().get("orphanedUploads").toString()).isEqualTo("[\"u7\",\"u8\"]");

    Answer again = client.post("/teams", "late", team("night owls", "u7", "u8"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(refused.body());
    assertThat(orphans(holder)).containsExactly("u7", "u8");
  }

  @Test
  void aThousandPartnersAtOnceGetContiguousNumbers() {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 1_000)
            .mapToObj(i -> post("/partners", "many/" + i, partner("Partner " + i, "p" + i)))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .allMatch(answer -> answer.status() == 201);

    List<JsonNode> listed = client.list("/partners?series=HM-P&limit=500");
    assertThat(listed).hasSizeGreaterThanOrEqualTo(1_000);
    assertThat(listed.stream().map(partner -> partner.get("number").asText()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, listed.size()).mapToObj("HM-P-%04d"::formatted).toList());
    assertThat(EventLog.numbersOfAContiguousLog(ordinal.ports(), Set.of("HM-P")))
        .contains("HM-P-1000");
  }

  @Test
  void aPartnerThatExistsIsNamedToWhoeverRegistersItAgain() {
    Answer first = client.post("/partners", "ada", partner("Ada", "ada").put("company", "Engines"));
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(client.get("/partners/" + first.text("number")).body()).isEqualTo(first.body());

    Answer sameEmail = client.post("/partners", "ada2", partner("A. Lovelace", "ADA"));
    Answer sameName =
        client.post("/partners", "ada3", partner(" ADA", "a").put("company", "engines"));
    for (Answer refused : List.of(sameEmail, sameName)) {
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("code")).isEqualTo("partner-exists");
      assertThat(refused.text("existing")).isEqualTo(first.text("number"));
    }
  }

  @Test
  void allPartnersComeAsCsvThatNoSpreadsheetRuns() {
    String formula = "=HYPERLINK(\"http://evil\",\"x\")";
    Answer partner =
        client.post(
            "/partners", "csv", partner(formula, "csv").put("company", "Zo\u00eb, \u05e9\n& Co"));
    assertThat(partner.status()).as(partner.text()).isEqualTo(201);

    Answer csv = client.get("/partners.csv");
    assertThat(csv.status()).isEqualTo(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv").containsIgnoringCase("utf-8");
    assertThat(csv.header("Content-Disposition")).contains("partners.csv");
    assertThat(csv.text()).startsWith("number,name,company,email,phone,registeredAt\r\n");
    assertThat(csv.text())
        .contains(
            partner.text("number")
                + ",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",\"Zo\u00eb, \u05e9\n& Co\","
                + "csv@example.org,'+44 20 7946 0000,"
                + partner.text("registeredAt")
                + "\r\n");
    List<String> numbers =
        csv.text()
            .lines()
            .filter(line -> line.startsWith("HM-P-"))
            .map(line -> line.substring(0, line.indexOf(',')))
            .toList();
    assertThat(numbers).doesNotHaveDuplicates().contains(partner.text("number")).isSorted();
  }

  @Test
  void aNumberThatWasNeverGivenIsNotFound() {
    assertThat(client.get("/teams/ICCT-999").text("code")).isEqualTo("team-not-found");
    assertThat(client.get("/partners/HM-P-9999").text("code")).isEqualTo("partner-not-found");
    assertThat(client.get("/teams/nonsense").status()).isEqualTo(404);
  }

  @Test
  void anInvalidTeamIsToldEveryPlace() {
    ObjectNode team = team(" \u3000");
    team.withObject("/captain").remove("name");
    Answer refused = client.post("/teams", "invalid", team);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/name", "/captain/name");
  }

  private static List<String> orphans(String existing) {
    return EventLog.read(ordinal.ports(), Topics.TEAM_EVENTS).stream()
        .map(entry -> entry.value())
        .filter(UploadsOrphaned.class::isInstance)
        .map(UploadsOrphaned.class::cast)
        .filter(event -> existing.equals(event.existing()))
        .flatMap(event -> event.uploads().stream())
        .map(Upload::id)
        .toList();
  }

  private static CompletableFuture<Answer> post(String path, String key, JsonNode body) {
    // A busy machine may take longer than the default wait; what is shown here is no latency.
    return client.send(client.post(path, key, body.toString()).header("Prefer", "wait=30"));
  }

  private static ObjectNode team(String name, String... uploads) {
    ObjectNode team = Json.MAPPER.createObjectNode().put("name", name);
    team.putObject("captain").put("name", "Grace").put("email", "grace@example.org");
    team.putArray("players").addObject().put("name", "Alan");
    for (String id : uploads) {
      team.withArray("/uploads").addObject().put("id", id).put("url", "https://files/" + id);
    }
    return team;
  }

  private static ObjectNode partner(String name, String mailbox) {
    return Json.MAPPER
        .createObjectNode()
        .put("name", name)
        .put("email", mailbox + "@example.org")
        .put("phone", "+44 20 7946 0000");
  }
}
