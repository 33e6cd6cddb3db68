package dev.ordinal.numberingstream.teams;

import static dev.ordinal.numberingstream.orders.OrderExamples.ACCEPTED_AT;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.Player;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.numberingstream.decider.Capability.Handler;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamRulesTest {

  private static final Upload LOGO = new Upload("u1", "https://files.example.org/u1");
  private static final Upload LIST = new Upload("u2", null);

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = new Writer(List.of(new Teams()), tables);

  @BeforeEach
  void defineSeries() {
    writer.define(SeriesDefinition.defaults(), ACCEPTED_AT);
  }

  @Test
  void aTeamGetsTheNextNumber() {
    assertThat(decide("k1", "Lions").events())
        .singleElement()
        .isInstanceOfSatisfying(
            TeamRegistered.class,
            team -> {
              assertThat(team.number()).isEqualTo("ICCT-001");
              assertThat(team.period()).isEmpty();
              assertThat(team.captain().name()).isEqualTo("Grace");
            });
    assertThat(decide("k2", "Tigers").events().get(0).subject()).isEqualTo("ICCT-002");
  }

  @Test
  void aNameIsHadOnceAndTheRefusedLearnsByWhom() {
    decide("k1", "Café  Lions");
    Writer.Step refused = decide("k2", " CAFE\u0301 lions", LOGO, LIST);
    assertThat(rejection(refused).code()).isEqualTo("team-name-taken");
    assertThat(rejection(refused).members())
        .containsEntry("existing", "ICCT-001")
        .containsEntry("orphanedUploads", List.of("u1", "u2"));
    assertThat(decide("k3", "Tigers").events().get(0).subject()).isEqualTo("ICCT-002");
  }

  @Test
  void theUploadsOfARefusedTeamAreAnEventForTheCleaner() {
    decide("k1", "Lions", LOGO);
    assertThat(decide("k2", "LIONS", LOGO, LIST).events())
        .singleElement()
        .isInstanceOfSatisfying(
            UploadsOrphaned.class,
            orphaned -> {
              assertThat(orphaned.existing()).isEqualTo("ICCT-001");
              assertThat(orphaned.uploads()).containsExactly(LOGO, LIST);
            });
  }

  @Test
  void aRefusedTeamWithoutUploadsLeavesNothingToClean() {
    decide("k1", "Lions");
    Writer.Step refused = decide("k2", "Lions");
    assertThat(refused.events()).isEmpty();
    assertThat(rejection(refused).members()).containsEntry("orphanedUploads", List.of());
  }

  @Test
  void repeatsAreAnsweredAlikeAndNothingHappensAgain() {
    Outcome registered = decide("k1", "Lions").decided();
    Outcome refused = decide("k2", "Lions", LOGO).decided();

    Writer.Step first = writer.decide(envelope("k1", team("ICCT", "Lions"), 2), Instant.MAX);
    Writer.Step second = writer.decide(envelope("k2", team("ICCT", "Lions", LOGO), 2), Instant.MAX);

    assertThat(first.events()).isEmpty();
    assertThat(first.decided().replayed()).isTrue();
    assertThat(first.decided().fact()).isEqualTo(registered.fact());
    assertThat(second.events()).isEmpty();
    assertThat(second.decided().replayed()).isTrue();
    assertThat(second.decided().rejection()).isEqualTo(refused.rejection());
  }

  @Test
  void theSameNameInAnotherSeriesIsFree() {
    decide("k1", "Lions");
    SeriesDefinition cup =
        new SeriesDefinition(
            "CUP", SeriesKind.TEAM, "CUP-{seq:3}", Reset.NEVER, UTC, Overflow.WIDEN, 1);
    writer.define(List.of(cup), ACCEPTED_AT);
    Writer.Step other = writer.decide(envelope("k1", team("CUP", "Lions"), 1), Instant.MAX);
    assertThat(other.events().get(0).subject()).isEqualTo("CUP-001");
  }

  @ParameterizedTest
  @CsvSource({"NOPE, unknown-series", "GAM, wrong-series-kind", "FULL, series-exhausted"})
  void aTeamThatItsSeriesGivesNoNumberLeavesItsUploadsToTheCleaner(String series, String code) {
    writer.define(
        List.of(
            new SeriesDefinition(
                "FULL", SeriesKind.TEAM, "FULL-{seq:1}", Reset.NEVER, UTC, Overflow.REJECT, 10)),
        ACCEPTED_AT);
    RegisterTeam team = team(series, "Lions", LOGO, LIST);
    Writer.Step refused = writer.decide(envelope("k1", team, 1), Instant.MAX);
    assertThat(rejection(refused).code()).isEqualTo(code);
    assertThat(rejection(refused).members()).containsEntry("orphanedUploads", List.of("u1", "u2"));
    assertThat(refused.events())
        .singleElement()
        .isInstanceOfSatisfying(
            UploadsOrphaned.class,
            orphaned -> {
              assertThat(orphaned.existing()).isNull();
              assertThat(orphaned.subject()).isEqualTo(series);
              assertThat(orphaned.uploads()).containsExactly(LOGO, LIST);
            });
    Writer.Step again = writer.decide(envelope("k1", team, 2), Instant.MAX);
    assertThat(again.events()).isEmpty();
    assertThat(again.decided().rejection()).isEqualTo(refused.decided().rejection());
  }

  @Test
  void aKeyThatIsUsedForAnotherTeamOrphansNothingSinceTheUploadsMayBeTheFirstTeams() {
    decide("k1", "Lions", LOGO);
    Writer.Step reused = decide("k1", "Tigers", LOGO);
    assertThat(rejection(reused).code()).isEqualTo("idempotency-key-reused");
    assertThat(rejection(reused).members()).doesNotContainKey("orphanedUploads");
    assertThat(reused.events()).isEmpty();
  }

  @Test
  void impossibleEventsAreBugsAndStopTheWriter() {
    Handler<?, TeamEvent> handler = new Teams().open(tables);
    TeamRegistered first = (TeamRegistered) decide("k1", "Lions").events().get(0);
    assertThatIllegalStateException()
        .isThrownBy(() -> handler.evolve(first))
        .withMessageContaining("ICCT-001");
  }

  private Writer.Step decide(String key, String name, Upload... uploads) {
    return writer.decide(envelope(key, team("ICCT", name, uploads), 1), Instant.MAX);
  }

  private static RegisterTeam team(String series, String name, Upload... uploads) {
    Captain captain = new Captain("Grace", "grace@example.org", null);
    return new RegisterTeam(series, name, captain, List.of(new Player("Alan")), List.of(uploads));
  }

  private static Rejection rejection(Writer.Step ruling) {
    return Objects.requireNonNull(ruling.decided().rejection());
  }
}
