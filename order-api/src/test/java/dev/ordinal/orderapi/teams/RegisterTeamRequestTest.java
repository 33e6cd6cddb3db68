package dev.ordinal.orderapi.teams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterTeamRequestTest {

  private static final String CAPTAIN = "{'name':'Grace'}";
  private static final StrictJson JSON = new StrictJson(Validators.newValidator());

  @Test
  void aWholeTeamIsReadAsSent() {
    RegisterTeam team =
        read("{'name':' Lions ','captain':{'name':'Grace','email':'g@example.org','phone':'+1'},"
                + "'players':[{'name':'Alan'}],'uploads':[{'id':'u1','url':'https://f/1'},{'id':'u2'}]}")
            .toCommand("ICCT");
    assertThat(team.name()).isEqualTo(" Lions ");
    assertThat(team.captain()).isEqualTo(new Captain("Grace", "g@example.org", "+1"));
    assertThat(team.players()).hasSize(1);
    assertThat(team.uploads())
        .containsExactly(new Upload("u1", "https://f/1"), new Upload("u2", null));
  }

  @Test
  void onlyNameAndCaptainAreNeeded() {
    RegisterTeam team = read("{'name':'Lions','captain':" + CAPTAIN + "}").toCommand("ICCT");
    assertThat(team.players()).isEmpty();
    assertThat(team.uploads()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'captain':{'name':'G'}}|/name",
        "{'name':'','captain':{'name':'G'}}|/name",
        "{'name':'\u3000 \\t','captain':{'name':'G'}}|/name",
        "{'name':'a\\u0000','captain':{'name':'G'}}|/name",
        "{'name':'a\\ud800','captain':{'name':'G'}}|/name",
        "{'name':5,'captain':{'name':'G'}}|/name",
        "{'name':'a'}|/captain",
        "{'name':'a','captain':{}}|/captain/name",
        "{'name':'a','captain':{'name':' '}}|/captain/name",
        "{'name':'a','captain':{'name':'G','email':'nobody'}}|/captain/email",
        "{'name':'a','captain':{'name':'G','email':''}}|/captain/email",
        "{'name':'a','captain':{'name':'G','phone':''}}|/captain/phone",
        "{'name':'a','captain':{'name':'G'},'players':[null]}|/players/0",
        "{'name':'a','captain':{'name':'G'},'players':[{'name':'b'},{}]}|/players/1/name",
        "{'name':'a','captain':{'name':'G'},'uploads':[{}]}|/uploads/0/id",
        "{'name':'a','captain':{'name':'G'},'uploads':[{'id':''}]}|/uploads/0/id",
        "{'name':'a','captain':{'name':'G'},'uploads':[{'id':'u','url':''}]}|/uploads/0/url",
        "{'name':'a','captain':{'name':'G'},'series':''}|/series",
        "{'name':'a','captain':{'name':'G'},'number':'ICCT-001'}|/number",
      })
  void whatIsNotValidIsNamedByItsPlace(String body, String pointer) {
    assertRefused(body, pointer);
  }

  @Test
  void everyLimitIsTheLastThatIsTaken() {
    assertThat(read(team("n".repeat(200), 100, 50, 200)).toCommand("ICCT").uploads()).hasSize(50);
    assertRefused(team("n".repeat(201), 0, 0, 1), "/name");
    assertRefused(team("n", 101, 0, 1), "/players");
    assertRefused(team("n", 0, 51, 1), "/uploads");
    assertRefused(team("n", 0, 1, 201), "/uploads/0/id");
  }

  private static String team(String name, int players, int uploads, int idLength) {
    return "{'name':'%s','captain':%s,'players':[%s],'uploads':[%s]}"
        .formatted(
            name,
            CAPTAIN,
            String.join(",", Collections.nCopies(players, "{'name':'p'}")),
            String.join(
                ",", Collections.nCopies(uploads, "{'id':'" + "u".repeat(idLength) + "'}")));
  }

  private static void assertRefused(String body, String pointer) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(body));
    assertThat(refused).as(body).isNotNull();
    assertThat(refused.problem().status()).isEqualTo(422);
    assertThat(refused.problem().errors()).extracting(FieldError::pointer).contains(pointer);
  }

  /** Reads a body in which single quotes stand for double ones. */
  private static RegisterTeamRequest read(String body) {
    return JSON.read(body.replace('\'', '"').getBytes(UTF_8), RegisterTeamRequest.class);
  }
}
