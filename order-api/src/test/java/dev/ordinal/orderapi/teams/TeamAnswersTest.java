package dev.ordinal.orderapi.teams;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.Player;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.TeamRejection;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.orderapi.commands.Answers;
import dev.ordinal.orderapi.commands.CommandStatus;
import dev.ordinal.orderapi.http.Prefer;
import io.dropwizard.jackson.Jackson;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TeamAnswersTest {

  private static final ObjectMapper MAPPER =
      Jackson.newObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final Prefer NONE = new Prefer(Duration.ofSeconds(5), null);
  private static final UUID ID = UUID.fromString("0197a0b4-0000-7000-8000-000000000001");

  private final Answers answers = new Answers(List.of(new TeamRenderer()));

  @Test
  void aRegisteredTeamIsCreatedAtItsNumber() {
    RegisterTeam command =
        new RegisterTeam(
            "ICCT",
            "Lions",
            new Captain("Grace", "grace@example.org", null),
            List.of(new Player("Alan")),
            List.of(new Upload("u1", null)));
    Instant time = Instant.parse("2025-11-21T10:15:30Z");
    NumberGiven given = new NumberGiven("ICCT-001", "", 1, time, time, ID);
    Outcome outcome = Outcome.of(ID, given, null);
    Response response = answers.toCaller(new CommandStatus(ID, command, outcome), NONE);
    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getHeaderString("Location")).isEqualTo("/teams/ICCT-001");
    assertThat(MAPPER.valueToTree(response.getEntity()).toString())
        .isEqualTo(
            """
            {"number":"ICCT-001","series":"ICCT","period":"","sequence":1,"name":"Lions",\
            "captain":{"name":"Grace","email":"grace@example.org"},\
            "players":[{"name":"Alan"}],"uploads":[{"id":"u1"}],\
            "registeredAt":"2025-11-21T10:15:30Z",\
            "commandId":"0197a0b4-0000-7000-8000-000000000001"}""");
  }

  @Test
  void aTakenNameIsAProblemThatListsTheOrphanedUploadsEvenAfterItWasStored() throws Exception {
    Rejection taken =
        Rejection.of(
            TeamRejection.TEAM_NAME_TAKEN,
            "taken",
            Map.of("existing", "ICCT-001", "orphanedUploads", List.of("u1", "u2")));
    Outcome outcome = Outcome.of(ID, null, taken);
    Outcome stored = Json.MAPPER.readValue(Json.MAPPER.writeValueAsBytes(outcome), Outcome.class);
    assertThat(stored).isEqualTo(outcome);

    Response response = answers.toCaller(new CommandStatus(ID, null, stored), NONE);
    JsonNode body = MAPPER.valueToTree(response.getEntity());
    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(body.path("type").asText()).isEqualTo("/problems/team-name-taken");
    assertThat(body.path("existing").asText()).isEqualTo("ICCT-001");
    assertThat(body.path("orphanedUploads").toString()).isEqualTo("[\"u1\",\"u2\"]");
  }
}
