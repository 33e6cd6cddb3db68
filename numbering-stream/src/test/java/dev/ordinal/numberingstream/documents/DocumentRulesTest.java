package dev.ordinal.numberingstream.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Capability.Handler;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Ticks;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentRulesTest {

  private static final Instant NOON = Instant.parse("2025-10-15T05:00:00.123456Z");
  private static final Instant EXPIRY = NOON.plusSeconds(60);
  private static final String FIRST = "BOQ-2025-10-0001";
  private static final String NEXT = "BOQ-2025-10-0002";
  private static final DocumentContent CONTENT =
      new DocumentContent("Bill of quantities", "Riverside", "THB", 12_500_000);

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = new Writer(List.of(new Documents()), tables);
  private final List<Event> log = new ArrayList<>();
  private int keys;

  @BeforeEach
  void defineTheSeries() {
    writer.define(SeriesDefinition.defaults(), NOON);
  }

  @Test
  void aDocumentGetsTheNextNumberOfItsMonthInBangkok() {
    assertThat(numberOf(issue(Instant.parse("2025-10-31T16:59:59Z"))))
        .isEqualTo("BOQ-2025-10-0001");
    assertThat(numberOf(issue(Instant.parse("2025-10-31T17:00:00Z"))))
        .isEqualTo("BOQ-2025-11-0001");
    assertThat(numberOf(issue(Instant.parse("2025-10-31T16:59:59Z"))))
        .isEqualTo("BOQ-2025-10-0002");
  }

  @Test
  void aReservationTakesANumberAndLivesFromItsAcceptanceOn() {
    Writer.Step reserved =
        send(new ReserveNumber("BOQ", 60, "ann", Instant.parse("2025-09-01T00:00:00Z")), NOON);
    assertThat(reserved.events())
        .singleElement()
        .isInstanceOfSatisfying(
            NumberReserved.class,
            event -> {
              assertThat(event.number()).isEqualTo("BOQ-2025-09-0001");
              assertThat(event.holder()).isEqualTo("ann");
              assertThat(event.expiresAt()).isEqualTo(EXPIRY);
            });
  }

  @ParameterizedTest(name = "{0}: {1} is answered {2}")
  @CsvSource({
    "nothing,          confirm, document-not-found",
    "nothing,          void,    document-not-found",
    "reserved,         confirm, documents.confirmed.v1",
    "reserved,         void,    documents.voided.v1",
    "held,             confirm, reservation-held-by-another",
    "held,             void,    reservation-held-by-another",
    "issued,           confirm, document-already-issued",
    "issued,           void,    documents.voided.v1",
    "confirmed,        confirm, document-already-issued",
    "confirmed,        void,    documents.voided.v1",
    "held+confirmed,   void,    documents.voided.v1",
    "issued+void,      confirm, document-already-void",
    "issued+void,      void,    document-already-void",
    "reserved+void,    confirm, document-already-void",
    "reserved+void,    void,    document-already-void",
    "confirmed+void,   confirm, document-already-void",
    "confirmed+void,   void,    document-already-void",
    "expired,          confirm, reservation-expired",
    "expired,          void,    reservation-expired",
    "held+expired,     confirm, reservation-expired"
  })
  void everyCommandHasItsAnswerInEveryState(String state, String command, String answer) {
    bringTo(state);
    assertThat(answerTo(command, state.contains("expired") ? EXPIRY : NOON)).isEqualTo(answer);
    assertThat(numberOf(issue(NOON)))
        .as("no state gives the number back")
        .isEqualTo(state.equals("nothing") ? FIRST : NEXT);
  }

  @Test
  void theHolderMayConfirm() {
    send(new ReserveNumber("BOQ", 60, "ann", null), NOON);
    assertThat(code(send(new ConfirmReservation("BOQ", FIRST, CONTENT, "bob"), NOON)))
        .isEqualTo("reservation-held-by-another");
    assertThat(send(new ConfirmReservation("BOQ", FIRST, CONTENT, "ann"), NOON).events())
        .singleElement()
        .isInstanceOfSatisfying(
            ReservationConfirmed.class, event -> assertThat(event.reservedAt()).isEqualTo(NOON));
  }

  @Test
  void anAbandonedReservationBecomesAnExplainedVoidByItselfAndOnce() {
    send(new ReserveNumber("BOQ", 60, null, null), NOON);
    assertThat(expire(EXPIRY.minusNanos(1000))).isEmpty();
    assertThat(expire(EXPIRY.plusSeconds(3600)))
        .singleElement()
        .isInstanceOfSatisfying(
            DocumentVoided.class,
            event -> {
              assertThat(event.number()).isEqualTo(FIRST);
              assertThat(event.byExpiry()).isTrue();
              assertThat(event.reason()).isEqualTo("reservation expired");
              assertThat(event.voidedAt()).as("not when it was noticed").isEqualTo(EXPIRY);
            });
    assertThat(expire(EXPIRY.plusSeconds(7200))).isEmpty();
    assertThat(numberOf(issue(NOON))).isEqualTo(NEXT);
  }

  @Test
  void aConfirmationThatComesAfterTheEndButBeforeItIsNoticedIsTooLate() {
    send(new ReserveNumber("BOQ", 60, null, null), NOON);
    Writer.Step late = send(new ConfirmReservation("BOQ", FIRST, CONTENT, null), EXPIRY);
    assertThat(code(late)).isEqualTo("reservation-expired");
    assertThat(Objects.requireNonNull(late.decided().rejection()).members())
        .containsEntry("existing", FIRST)
        .containsEntry("expiredAt", EXPIRY.toString());
    assertThat(late.events()).singleElement().isInstanceOf(DocumentVoided.class);
    assertThat(expire(EXPIRY.plusSeconds(1))).as("it has ended already").isEmpty();
  }

  @Test
  void whatIsConfirmedOrVoidedInTimeDoesNotExpire() {
    send(new ReserveNumber("BOQ", 60, null, null), NOON);
    send(new ReserveNumber("BOQ", 60, null, null), NOON);
    send(new ConfirmReservation("BOQ", FIRST, CONTENT, null), EXPIRY.minusNanos(1000));
    send(new VoidDocument("BOQ", NEXT, "no longer needed", null), NOON);
    assertThat(expire(EXPIRY.plusSeconds(60))).isEmpty();
  }

  @Test
  void aRepeatGetsTheFirstAnswerWhateverHappenedSince() {
    List<Command> commands =
        List.of(
            new ReserveNumber("BOQ", 60, null, null),
            new ConfirmReservation("BOQ", FIRST, CONTENT, null),
            new VoidDocument("BOQ", FIRST, "superseded", null),
            new IssueDocument("BOQ", CONTENT, null));
    List<Writer.Step> first = commands.stream().map(c -> send("k" + c, c, NOON)).toList();
    for (int i = 0; i < commands.size(); i++) {
      Writer.Step again = send("k" + commands.get(i), commands.get(i), EXPIRY.plusSeconds(60));
      assertThat(again.decided().replayed()).isTrue();
      assertThat(again.decided().fact()).isEqualTo(first.get(i).decided().fact());
      assertThat(again.events()).isEmpty();
    }
  }

  @Test
  void aVoidDocumentIsToldWithItsSum() {
    issue(NOON);
    assertThat(send(new VoidDocument("BOQ", FIRST, "superseded", null), NOON).events())
        .singleElement()
        .isInstanceOfSatisfying(
            DocumentVoided.class,
            event -> {
              assertThat(event.totalAmount()).isEqualTo(12_500_000);
              assertThat(event.byExpiry()).isFalse();
            });
  }

  @Test
  void aSeriesOfOrdersGivesDocumentsNoNumbers() {
    assertThat(code(send(new IssueDocument("GAM", CONTENT, null), NOON)))
        .isEqualTo(code(send(new ReserveNumber("GAM", 60, null, null), NOON)))
        .isEqualTo("wrong-series-kind");
  }

  @Test
  void aDocumentOfAnotherSeriesIsNotFound() {
    issue(NOON);
    assertThat(code(send(new VoidDocument("GAM", FIRST, "superseded", null), NOON)))
        .isEqualTo("document-not-found");
  }

  @Test
  void impossibleEventsAreBugsAndStopTheWriter() {
    DocumentEvent issued = (DocumentEvent) issue(NOON).events().get(0);
    Handler<?, DocumentEvent> handler = new Documents().open(tables);
    assertThatIllegalStateException().isThrownBy(() -> handler.evolve(issued));
    DocumentEvent confirmed =
        new ReservationConfirmed(
            FIRST, "BOQ", "2025-10", 1, "t", null, "THB", 1, NOON, NOON, new UUID(0, 1));
    assertThatIllegalStateException().isThrownBy(() -> handler.evolve(confirmed));
    DocumentEvent voided =
        (DocumentEvent)
            send(new VoidDocument("BOQ", FIRST, "superseded", null), NOON).events().get(0);
    assertThatIllegalStateException().isThrownBy(() -> handler.evolve(voided));
    Handler<?, DocumentEvent> empty = new Documents().open(new InMemoryTables());
    assertThatIllegalStateException().isThrownBy(() -> empty.evolve(voided));
  }

  @Test
  void everyDocumentEventThereIsCanHappen() {
    bringTo("expired");
    expire(EXPIRY);
    send(new ReserveNumber("BOQ", 60, null, null), NOON);
    send(new ConfirmReservation("BOQ", NEXT, CONTENT, null), NOON);
    issue(NOON);
    assertThat(log.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(DocumentEvent.class.getPermittedSubclasses())
        .contains(DocumentIssued.class);
  }

  private void bringTo(String state) {
    if (state.startsWith("held")) {
      send(new ReserveNumber("BOQ", 60, "ann", null), NOON);
    } else if (state.startsWith("issued")) {
      issue(NOON);
    } else if (!state.equals("nothing")) {
      send(new ReserveNumber("BOQ", 60, null, null), NOON);
    }
    if (state.contains("confirmed")) {
      String holder = state.startsWith("held") ? "ann" : null;
      send(new ConfirmReservation("BOQ", FIRST, CONTENT, holder), NOON);
    }
    if (state.endsWith("+void")) {
      send(new VoidDocument("BOQ", FIRST, "superseded", null), NOON);
    }
  }

  /** The wire name of the one event, or the code of the rejection. */
  private String answerTo(String command, Instant at) {
    Writer.Step ruling =
        send(
            command.equals("confirm")
                ? new ConfirmReservation("BOQ", FIRST, CONTENT, null)
                : new VoidDocument("BOQ", FIRST, "superseded", null),
            at);
    return ruling.decided().rejection() == null
        ? Families.wireName(ruling.events().get(0).getClass())
        : code(ruling);
  }

  private Writer.Step issue(@Nullable Instant occurredAt) {
    return send(new IssueDocument("BOQ", CONTENT, occurredAt), NOON);
  }

  private Writer.Step send(Command command, Instant at) {
    return send("key-" + keys++, command, at);
  }

  private Writer.Step send(String key, Command command, Instant at) {
    String content = Json.MAPPER.valueToTree(command).toString();
    UUID id = UUID.nameUUIDFromBytes((key + content + at).getBytes(UTF_8));
    Writer.Step ruling =
        writer.decide(new CommandEnvelope(id, key, content, at, "staff", command), Instant.MAX);
    log.addAll(ruling.events());
    return ruling;
  }

  private List<Event> expire(Instant now) {
    List<Event> events = Ticks.expire(writer, now, 100);
    log.addAll(events);
    return events;
  }

  private static String numberOf(Writer.Step ruling) {
    return ruling.events().get(0).subject();
  }

  private static String code(Writer.Step ruling) {
    Rejection rejection = Objects.requireNonNull(ruling.decided().rejection());
    return rejection.code();
  }
}
