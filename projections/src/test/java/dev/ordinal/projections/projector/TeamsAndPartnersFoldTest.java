package dev.ordinal.projections.projector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.Player;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.projections.partners.PartnersProjection;
import dev.ordinal.projections.teams.TeamsProjection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamsAndPartnersFoldTest {

  private static final List<Feed<?>> FEEDS =
      Stream.of(new TeamsProjection(), new PartnersProjection())
          .<Feed<?>>flatMap(projection -> projection.feeds().stream())
          .toList();
  private static final Set<TopicPartition> PARTITIONS =
      FEEDS.stream()
          .flatMap(
              feed ->
                  IntStream.range(0, feed.topic().partitions())
                      .mapToObj(p -> new TopicPartition(feed.topic().name(), p)))
          .collect(Collectors.toSet());

  private static TestPostgres postgres;

  private final Log log = new Log();
  private Jdbi jdbi;
  private ReadModel readModel;
  private Standing standing;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void beginAnew() {
    postgres.wipe();
    new Generations(postgres.settings().patient()).prepare();
    jdbi = postgres.jdbi();
    readModel = new ReadModel(jdbi, FEEDS, Generations::enterActive);
    standing = readModel.standing(PARTITIONS);
  }

  @Test
  void aTeamIsShownAsItWasRegistered() throws Exception {
    fold(team(1));

    Map<String, Object> row = row("SELECT * FROM api.teams");
    assertThat(row)
        .containsEntry("number", "ICCT-001")
        .containsEntry("series", "ICCT")
        .containsEntry("period", "")
        .containsEntry("sequence", 1L)
        .containsEntry("name", "Zo\u00eb \uD83C\uDF89")
        .containsEntry("command_id", new UUID(3, 1));
    assertThat(tree(row.get("captain"))).isEqualTo(Json.MAPPER.valueToTree(team(1).captain()));
    assertThat(tree(row.get("uploads"))).isEqualTo(Json.MAPPER.valueToTree(team(1).uploads()));
  }

  @Test
  void everyTeamEventThereIsCanBeFolded() {
    List<TeamEvent> events = List.of(team(1), orphaned());
    assertThat(events.stream().<Class<?>>map(Object::getClass))
        .containsExactlyInAnyOrder(TeamEvent.class.getPermittedSubclasses());

    events.forEach(this::fold);

    assertThat(row("SELECT count(*) FROM api.teams")).containsEntry("count", 1L);
  }

  @Test
  void aPartnerIsShownAsItWasRegisteredAndEveryPartnerEventCanBeFolded() {
    assertThat(PartnerEvent.class.getPermittedSubclasses())
        .containsExactly(PartnerRegistered.class);
    fold(partner(1));

    assertThat(row("SELECT * FROM api.partners"))
        .containsEntry("number", "HM-P-0001")
        .containsEntry("name", "Ada")
        .containsEntry("email", "ada@example.org")
        .containsEntry("phone", null)
        .containsEntry("company", "Engines")
        .containsEntry("command_id", new UUID(4, 1));
  }

  @Test
  void aNumberGivenTwiceStopsTheFoldWithoutTellingWhoItIs() {
    fold(partner(1));

    assertThatThrownBy(() -> fold(partner(1)))
        .isInstanceOf(ImpossibleRecordException.class)
        .hasMessageContaining("HM-P-0001")
        .hasMessageNotContaining("ada@example.org");
  }

  @Test
  void whoWasImportedIsShownWithWhatTheImportSaid() {
    fold(imported("HM-P", SeriesKind.PARTNER, 1, "Vanessa"));
    fold(imported("ICCT", SeriesKind.TEAM, 1, "Old Lions"));
    fold(partner(2));

    assertThat(row("SELECT * FROM api.partners WHERE sequence = 1"))
        .containsEntry("number", "HM-P-1")
        .containsEntry("name", "Vanessa")
        .containsEntry("email", "v@example.org")
        .containsEntry("company", null);
    assertThat(
            row(
                "SELECT registered_at = '2025-11-21T12:00:00.123456Z' AS same FROM api.partners"
                    + " WHERE sequence = 1"))
        .containsEntry("same", true);
    assertThat(row("SELECT number, name, captain, players::text FROM api.teams"))
        .containsEntry("name", "Old Lions")
        .containsEntry("captain", null)
        .containsEntry("players", "[]");
  }

  @Test
  void aNumberThatWasImportedWithoutANameOrNamesSomethingElseIsNobodyInTheLists() {
    fold(imported("HM-P", SeriesKind.PARTNER, 1, null));
    fold(imported("ICCT", SeriesKind.TEAM, 1, null));
    fold(imported("OLD", SeriesKind.DOCUMENT, 1, "Bill of quantities"));

    assertThat(row("SELECT count(*) FROM api.partners")).containsEntry("count", 0L);
    assertThat(row("SELECT count(*) FROM api.teams")).containsEntry("count", 0L);
  }

  private static NumberImported imported(
      String series, SeriesKind kind, long sequence, @Nullable String name) {
    return new NumberImported(
        series + "-" + sequence,
        series,
        "",
        sequence,
        kind,
        name,
        "v@example.org",
        null,
        null,
        Samples.NOON,
        new UUID(6, sequence));
  }

  private void fold(Event event) {
    standing = readModel.fold(standing, log.transaction(Samples.event(event)));
  }

  private static TeamRegistered team(long sequence) {
    return new TeamRegistered(
        "ICCT-%03d".formatted(sequence),
        "ICCT",
        "",
        sequence,
        "Zo\u00eb \uD83C\uDF89",
        new Captain("Grace", "grace@example.org", null),
        List.of(new Player("Alan")),
        List.of(new Upload("u1", "https://files.example.org/u1"), new Upload("u2", null)),
        Samples.NOON,
        new UUID(3, sequence));
  }

  private static UploadsOrphaned orphaned() {
    return new UploadsOrphaned(
        "ICCT",
        "ICCT-001",
        "ZO\u00cb",
        List.of(new Upload("u3", null)),
        Samples.NOON,
        new UUID(5, 1));
  }

  static PartnerRegistered partner(long sequence) {
    return new PartnerRegistered(
        "HM-P-%04d".formatted(sequence),
        "HM-P",
        "",
        sequence,
        "Ada",
        "ada@example.org",
        null,
        "Engines",
        Samples.NOON,
        new UUID(4, sequence));
  }

  private static JsonNode tree(@Nullable Object json) throws Exception {
    return Json.MAPPER.readTree(String.valueOf(json));
  }

  private Map<String, Object> row(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapToMap().one());
  }
}
