package dev.ordinal.numberingstream.orders;

import static dev.ordinal.numberingstream.orders.OrderExamples.cancel;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.numberingstream.decider.Capability.Handler;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderRulesTest {

  private static final String FIRST = "GAM-20251121-0001";

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = OrderExamples.writer(tables);

  @Test
  void anOrderGetsTheNextNumberOfItsDay() {
    assertThat(numberOf(placed("k1", null, null))).isEqualTo(FIRST);
    assertThat(numberOf(placed("k2", null, null))).isEqualTo("GAM-20251121-0002");
  }

  @Test
  void aLateOrderGetsTheNextNumberOfItsOwnDay() {
    placed("k1", null, null);
    Instant late = Instant.parse("2025-11-20T22:59:59Z");
    assertThat(numberOf(placed("k2", null, late))).isEqualTo("GAM-20251120-0001");
    assertThat(numberOf(placed("k3", null, null))).isEqualTo("GAM-20251121-0002");
  }

  @Test
  void aRepeatGetsTheFirstAnswerAndNothingHappensAgain() {
    Writer.Step first = writer.decide(envelope("k1", place("GAM", "pay_1", null), 1), Instant.MAX);
    Writer.Step second = writer.decide(envelope("k1", place("GAM", "pay_1", null), 2), Instant.MAX);
    assertThat(second.events()).isEmpty();
    assertThat(second.decided().replayed()).isTrue();
    assertThat(second.decided().commandId()).isNotEqualTo(first.decided().commandId());
    assertThat(second.decided().fact()).isEqualTo(first.decided().fact());
  }

  @Test
  void aRepeatOfAPlacementStillSaysPlacedAfterTheOrderWasCancelled() {
    Writer.Step first = writer.decide(envelope("k1", place("GAM", null, null), 1), Instant.MAX);
    writer.decide(envelope("k2", cancel(FIRST), 1), Instant.MAX);
    Outcome again =
        writer.decide(envelope("k1", place("GAM", null, null), 2), Instant.MAX).decided();
    assertThat(again.fact()).isEqualTo(first.decided().fact());
  }

  @Test
  void aKeyWithAnotherRequestIsRefusedAndTheFirstResultStands() {
    Writer.Step first = writer.decide(envelope("k1", place("GAM", null, null), 1), Instant.MAX);
    Outcome reused =
        writer.decide(envelope("k1", place("GAM", "pay_2", null), 1), Instant.MAX).decided();
    assertThat(rejection(reused)).isEqualTo("idempotency-key-reused");
    Outcome again =
        writer.decide(envelope("k1", place("GAM", null, null), 3), Instant.MAX).decided();
    assertThat(again.fact()).isEqualTo(first.decided().fact());
  }

  @Test
  void theSameKeyInAnotherSeriesIsAnotherKey() {
    placed("k1", null, null);
    Outcome other =
        writer.decide(envelope("k1", place("RET", null, null), 1), Instant.MAX).decided();
    assertThat(other.fact())
        .isInstanceOfSatisfying(
            OrderFact.Placed.class,
            placed -> assertThat(placed.number()).isEqualTo("RET-20251121-0001"));
  }

  @Test
  void aPaymentReferenceBelongsToOneOrderOfASeries() {
    placed("k1", "pay_1", null);
    Outcome second =
        writer.decide(envelope("k2", place("GAM", "pay_1", null), 1), Instant.MAX).decided();
    assertThat(rejection(second)).isEqualTo("payment-reference-used");
    assertThat(Objects.requireNonNull(second.rejection()).members())
        .containsEntry("existing", FIRST);
    assertThat(writer.decide(envelope("k3", place("RET", "pay_1", null), 1), Instant.MAX).events())
        .hasSize(1);
  }

  @Test
  void aRejectionTakesNoNumberAndIsRepeatedAlike() {
    placed("k1", "pay_1", null);
    Outcome rejected =
        writer.decide(envelope("k2", place("GAM", "pay_1", null), 1), Instant.MAX).decided();
    Outcome again =
        writer.decide(envelope("k2", place("GAM", "pay_1", null), 2), Instant.MAX).decided();
    assertThat(again.replayed()).isTrue();
    assertThat(again.rejection()).isEqualTo(rejected.rejection());
    assertThat(numberOf(placed("k3", null, null))).isEqualTo("GAM-20251121-0002");
  }

  @Test
  void anOrderOfAnUnknownSeriesIsRefused() {
    Outcome reply =
        writer.decide(envelope("k1", place("NOPE", null, null), 1), Instant.MAX).decided();
    assertThat(rejection(reply)).isEqualTo("unknown-series");
  }

  @Test
  void aCancelledOrderKeepsItsNumberAndIsNotCancelledTwice() {
    placed("k1", null, null);
    Writer.Step cancelled = writer.decide(envelope("k2", cancel(FIRST), 1), Instant.MAX);
    assertThat(cancelled.events())
        .singleElement()
        .isInstanceOfSatisfying(
            OrderCancelled.class,
            event -> assertThat(event.reason()).isEqualTo("changed their mind"));
    assertThat(rejection(writer.decide(envelope("k3", cancel(FIRST), 1), Instant.MAX).decided()))
        .isEqualTo("order-already-cancelled");
    assertThat(writer.decide(envelope("k2", cancel(FIRST), 2), Instant.MAX).decided().fact())
        .isEqualTo(cancelled.events().get(0));
    assertThat(numberOf(placed("k4", null, null))).isEqualTo("GAM-20251121-0002");
  }

  @Test
  void anOrderThatWasNeverPlacedCannotBeCancelled() {
    assertThat(rejection(writer.decide(envelope("k1", cancel(FIRST), 1), Instant.MAX).decided()))
        .isEqualTo("order-not-found");
  }

  @Test
  void impossibleEventsAreBugsAndStopTheWriter() {
    Handler<?, OrderEvent> handler = new Orders().open(tables);
    OrderPlaced placed = (OrderPlaced) placed("k1", null, null).events().get(0);
    assertThatIllegalStateException().isThrownBy(() -> handler.evolve(placed));
    OrderCancelled cancelled =
        (OrderCancelled)
            writer.decide(envelope("k2", cancel(FIRST), 1), Instant.MAX).events().get(0);
    assertThatIllegalStateException().isThrownBy(() -> handler.evolve(cancelled));
    Handler<?, OrderEvent> empty = new Orders().open(new InMemoryTables());
    assertThatIllegalStateException().isThrownBy(() -> empty.evolve(cancelled));
  }

  private Writer.Step placed(String key, @Nullable String reference, @Nullable Instant at) {
    return writer.decide(envelope(key, place("GAM", reference, at), 1), Instant.MAX);
  }

  private static String numberOf(Writer.Step ruling) {
    return ruling.events().get(0).subject();
  }

  private static String rejection(Outcome reply) {
    return Objects.requireNonNull(reply.rejection()).code();
  }
}
