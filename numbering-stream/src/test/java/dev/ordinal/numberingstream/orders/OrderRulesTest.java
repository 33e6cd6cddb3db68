package dev.ordinal.numberingstream.orders;

import static dev.ordinal.numberingstream.orders.OrderExamples.cancel;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
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
    Writer.Ruling first =
        writer.decide(envelope("k1", place("GAM", "pay_1", null), 1), Instant.MAX);
    Writer.Ruling second =
        writer.decide(envelope("k1", place("GAM", "pay_1", null), 2), Instant.MAX);
    assertThat(second.events()).isEmpty();
    assertThat(second.reply().replayed()).isTrue();
    assertThat(second.reply().commandId()).isNotEqualTo(first.reply().commandId());
    assertThat(second.reply().events()).isEqualTo(first.reply().events());
  }

  @Test
  void aRepeatOfAPlacementStillSaysPlacedAfterTheOrderWasCancelled() {
    Writer.Ruling first = writer.decide(envelope("k1", place("GAM", null, null), 1), Instant.MAX);
    writer.decide(envelope("k2", cancel(FIRST), 1), Instant.MAX);
    Reply again = writer.decide(envelope("k1", place("GAM", null, null), 2), Instant.MAX).reply();
    assertThat(again.events()).isEqualTo(first.reply().events());
  }

  @Test
  void aKeyWithAnotherRequestIsRefusedAndTheFirstResultStands() {
    Writer.Ruling first = writer.decide(envelope("k1", place("GAM", null, null), 1), Instant.MAX);
    Reply reused =
        writer.decide(envelope("k1", place("GAM", "pay_2", null), 1), Instant.MAX).reply();
    assertThat(rejection(reused)).isEqualTo("idempotency-key-reused");
    Reply again = writer.decide(envelope("k1", place("GAM", null, null), 3), Instant.MAX).reply();
    assertThat(again.events()).isEqualTo(first.reply().events());
  }

  @Test
  void theSameKeyInAnotherSeriesIsAnotherKey() {
    placed("k1", null, null);
    Reply other = writer.decide(envelope("k1", place("RET", null, null), 1), Instant.MAX).reply();
    assertThat(other.events()).extracting(Event::subject).containsExactly("RET-20251121-0001");
  }

  @Test
  void aPaymentReferenceBelongsToOneOrderOfASeries() {
    placed("k1", "pay_1", null);
    Reply second =
        writer.decide(envelope("k2", place("GAM", "pay_1", null), 1), Instant.MAX).reply();
    assertThat(rejection(second)).isEqualTo("payment-reference-used");
    assertThat(Objects.requireNonNull(second.rejection()).members())
        .containsEntry("existing", FIRST);
    assertThat(writer.decide(envelope("k3", place("RET", "pay_1", null), 1), Instant.MAX).events())
        .hasSize(1);
  }

  @Test
  void aRejectionTakesNoNumberAndIsRepeatedAlike() {
    placed("k1", "pay_1", null);
    Reply rejected =
        writer.decide(envelope("k2", place("GAM", "pay_1", null), 1), Instant.MAX).reply();
    Reply again =
        writer.decide(envelope("k2", place("GAM", "pay_1", null), 2), Instant.MAX).reply();
    assertThat(again.replayed()).isTrue();
    assertThat(again.rejection()).isEqualTo(rejected.rejection());
    assertThat(numberOf(placed("k3", null, null))).isEqualTo("GAM-20251121-0002");
  }

  @Test
  void anOrderOfAnUnknownSeriesIsRefused() {
    Reply reply = writer.decide(envelope("k1", place("NOPE", null, null), 1), Instant.MAX).reply();
    assertThat(rejection(reply)).isEqualTo("unknown-series");
  }

  @Test
  void aCancelledOrderKeepsItsNumberAndIsNotCancelledTwice() {
    placed("k1", null, null);
    Writer.Ruling cancelled = writer.decide(envelope("k2", cancel(FIRST), 1), Instant.MAX);
    assertThat(cancelled.events())
        .singleElement()
        .isInstanceOfSatisfying(
            OrderCancelled.class,
            event -> assertThat(event.reason()).isEqualTo("changed their mind"));
    assertThat(rejection(writer.decide(envelope("k3", cancel(FIRST), 1), Instant.MAX).reply()))
        .isEqualTo("order-already-cancelled");
    assertThat(writer.decide(envelope("k2", cancel(FIRST), 2), Instant.MAX).reply().events())
        .isEqualTo(cancelled.events());
    assertThat(numberOf(placed("k4", null, null))).isEqualTo("GAM-20251121-0002");
  }

  @Test
  void anOrderThatWasNeverPlacedCannotBeCancelled() {
    assertThat(rejection(writer.decide(envelope("k1", cancel(FIRST), 1), Instant.MAX).reply()))
        .isEqualTo("order-not-found");
  }

  @Test
  void impossibleEventsAreBugsAndStopTheWriter() {
    Handler<?, OrderEvent> handler = new Orders().open(tables);
    OrderPlaced placed = (OrderPlaced) placed("k1", null, null).reply().events().get(0);
    assertThatIllegalStateException().isThrownBy(() -> handler.evolve(placed));
    OrderCancelled cancelled =
        (OrderCancelled)
            writer.decide(envelope("k2", cancel(FIRST), 1), Instant.MAX).events().get(0);
    assertThatIllegalStateException().isThrownBy(() -> handler.evolve(cancelled));
    Handler<?, OrderEvent> empty = new Orders().open(new InMemoryTables());
    assertThatIllegalStateException().isThrownBy(() -> empty.evolve(cancelled));
  }

  private Writer.Ruling placed(String key, @Nullable String reference, @Nullable Instant at) {
    return writer.decide(envelope(key, place("GAM", reference, at), 1), Instant.MAX);
  }

  private static String numberOf(Writer.Ruling ruling) {
    return ruling.events().get(0).subject();
  }

  private static String rejection(Reply reply) {
    return Objects.requireNonNull(reply.rejection()).code();
  }
}
