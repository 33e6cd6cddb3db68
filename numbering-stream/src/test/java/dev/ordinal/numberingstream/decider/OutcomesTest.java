package dev.ordinal.numberingstream.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.RejectionCode;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.series.Series;
import dev.ordinal.numberingstream.teams.Teams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static final Instant START = Instant.parse("2025-11-21T10:15:30Z");

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer =
      new Writer(List.of(new Series(List.of()), new Orders(), new Teams()), tables);
  private Instant now = START;
  private int attempts;

  @Test
  void whatLiesInTheSeriesIsTriedAgainUnderItsKeyOnceItIsMended() {
    assertThat(code(ask("k", order("NEW", null)))).isEqualTo("unknown-series");
    define("NEW", SeriesKind.TEAM, Overflow.WIDEN);
    assertThat(code(ask("k", order("NEW", null)))).isEqualTo("wrong-series-kind");
    define("NEW", SeriesKind.ORDER, Overflow.REJECT);
    ask("reset", new ResetSequence("NEW", "", 9, null, "used up"));
    assertThat(code(ask("k", order("NEW", null)))).isEqualTo("series-exhausted");
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    Writer.Step accepted = ask("k", order("NEW", null));
    assertThat(accepted.events()).singleElement().isInstanceOf(OrderPlaced.class);
    assertThat(accepted.decided().replayed()).isFalse();
    Writer.Step repeated = ask("k", order("NEW", null));
    assertThat(repeated.decided().replayed()).isTrue();
    assertThat(repeated.decided().fact()).isEqualTo(accepted.decided().fact());
  }

  @Test
  void aRefusedImportIsTriedAgainUnderItsKey() {
    define("NEW", SeriesKind.ORDER, Overflow.REJECT);
    ImportNumbers file = rows("NEW-10", false);
    assertThat(code(ask("k", file))).isEqualTo("import-refused");
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    assertThat(ask("k", file).decided().rejection()).isNull();
  }

  @Test
  void everyOtherRefusalStaysWhatItWas() {
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    CancelOrder cancel = new CancelOrder("NEW", "NEW-1", "too early");
    assertThat(code(ask("k", cancel))).isEqualTo("order-not-found");
    ask("order", order("NEW", null));
    Writer.Step again = ask("k", cancel);
    assertThat(code(again)).isEqualTo("order-not-found");
    assertThat(again.decided().replayed()).isTrue();
    assertThat(
            Families.REJECTIONS.stream()
                .filter(rejection -> !rejection.isFinal())
                .map(RejectionCode::type)
                .map(type -> type.code()))
        .containsExactlyInAnyOrder(
            "not-all-accepted",
            "command-parked",
            "writer-stopped",
            "idempotency-key-reused",
            "unknown-series",
            "wrong-series-kind",
            "series-exhausted",
            "invalid-period",
            "import-refused");
  }

  @Test
  void aRefusalOfAnEarlierVersionThatIsNotFinalIsTriedAgainToo() {
    Table<StoredOutcome> forGood = tables.open(new Table.Spec<>("outcomes", StoredOutcome.class));
    PlaceOrder order = order("NEW", null);
    CommandEnvelope envelope = envelope("k", order);
    Rejection unknown = new Rejection("unknown-series", "", new TreeMap<>());
    forGood.put(
        Table.key("NEW", "k"),
        StoredOutcome.of(envelope.fingerprint(), Outcome.of(envelope.commandId(), null, unknown)));
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    assertThat(ask("k", order).events()).singleElement().isInstanceOf(OrderPlaced.class);
    assertThat(ask("k", order).decided().replayed()).isTrue();
  }

  @Test
  void aRefusalThatBroughtSomethingAboutIsFinal() {
    define("NEW", SeriesKind.TEAM, Overflow.WIDEN);
    RegisterTeam team = team("Lions");
    ask("first", team);
    Writer.Step refused = ask("second", team);
    assertThat(refused.events()).isNotEmpty();
    Writer.Step again = ask("second", team);
    assertThat(again.events()).isEmpty();
    assertThat(again.decided().replayed()).isTrue();
  }

  @Test
  void aPaymentThatBringsItsOrderToASeriesWithoutNumbersIsHeldAndPaysTheOrderLater() {
    ReceivePayment payment = payment("m1");
    Writer.Step held = ask("payment", payment);
    assertThat(held.events())
        .singleElement()
        .isInstanceOfSatisfying(
            PaymentReceived.class,
            received -> {
              assertThat(received.outcome()).isEqualTo(PaymentOutcome.HELD);
              assertThat(received.number()).isNull();
            });
    assertThat(ask("payment", payment).decided().fact()).isEqualTo(held.decided().fact());
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    assertThat(ask("payment", payment).decided().fact()).isEqualTo(held.decided().fact());
    assertThat(ask("order", order("NEW", "pay_1")).events())
        .extracting(Object::getClass)
        .containsExactly(OrderPlaced.class, OrderPaid.class);
  }

  @Test
  void refusalsAreForgottenAfterAWhileAndNumbersNever() {
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    Writer.Step placed = ask("order", order("NEW", null));
    int longest = 0;
    for (int day = 0; day < 60; day++) {
      for (int i = 0; i < 10; i++) {
        ask("cancel-" + day + "-" + i, new CancelOrder("NEW", "NEW-77", "no such order"));
        longest = Math.max(longest, tables.size("recent-outcomes"));
      }
      now = now.plus(Duration.ofDays(1));
    }
    assertThat(longest).isLessThanOrEqualTo(11 * 10);
    assertThat(tables.size("recent-outcomes-by-time")).isEqualTo(tables.size("recent-outcomes"));
    Writer.Step repeated = ask("order", order("NEW", null));
    assertThat(repeated.decided().replayed()).isTrue();
    assertThat(repeated.decided().fact()).isEqualTo(placed.decided().fact());
  }

  @Test
  void aDryRunIsForgottenAfterAWhile() {
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    int before = tables.size("outcomes");
    ask("dry", rows("NEW-10", true));
    assertThat(ask("dry", rows("NEW-10", true)).decided().replayed()).isTrue();
    assertThat(tables.size("outcomes")).isEqualTo(before);
    assertThat(tables.size("recent-outcomes")).isEqualTo(1);
  }

  @Test
  void whatNobodyCanRepeatLeavesNothingBehind() {
    define("NEW", SeriesKind.ORDER, Overflow.WIDEN);
    int before = tables.size();
    for (int i = 0; i < 100; i++) {
      ask(CommandEnvelope.UNREPEATABLE + i, rows("NEW-10", true));
      ask(CommandEnvelope.UNREPEATABLE + i, new CancelOrder("NEW", "NEW-77", "no such order"));
    }
    assertThat(tables.size()).isEqualTo(before);
  }

  private void define(String code, SeriesKind kind, Overflow overflow) {
    SeriesDefinition definition =
        new SeriesDefinition(
            code, kind, code + "-{seq:1}", Reset.NEVER, ZoneId.of("UTC"), overflow, 1);
    Writer.Step defined = ask("define-" + attempts, new DefineSeries(definition));
    assertThat(defined.decided().rejection()).isNull();
  }

  private Writer.Step ask(String key, Command command) {
    return writer.decide(envelope(key, command), Instant.MAX);
  }

  private CommandEnvelope envelope(String key, Command command) {
    UUID id = new UUID(0, attempts++);
    String fingerprint = Json.MAPPER.valueToTree(command).toString();
    return new CommandEnvelope(id, key, fingerprint, now, "checkout", command);
  }

  private static @Nullable String code(Writer.Step ruling) {
    Rejection rejection = ruling.decided().rejection();
    return rejection == null ? null : rejection.code();
  }

  private static PlaceOrder order(String series, @Nullable String reference) {
    List<OrderLine> lines = List.of(new OrderLine("85123A", null, 6, 255));
    return new PlaceOrder(series, null, "GBP", lines, reference, null, new TreeMap<>());
  }

  private static ReceivePayment payment(String webhookId) {
    PlaceOrder order = order("NEW", "pay_1");
    return new ReceivePayment(
        "NEW", "acme", webhookId, PaymentType.SUCCEEDED, "pay_1", 1530, "GBP", order, START);
  }

  private static RegisterTeam team(String name) {
    return new RegisterTeam(
        "NEW",
        name,
        new Captain("Ada", "ada@example.com", null),
        List.of(),
        List.of(new Upload("u1", "https://files.example.com/u1")));
  }

  private static ImportNumbers rows(String number, boolean dryRun) {
    ImportedRow row = new ImportedRow(1, number, null, null, null, null);
    return new ImportNumbers("NEW", List.of(row), dryRun, "taken over");
  }
}
