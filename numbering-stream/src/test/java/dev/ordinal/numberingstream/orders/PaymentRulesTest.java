package dev.ordinal.numberingstream.orders;

import static dev.ordinal.contracts.orders.PaymentOutcome.APPLIED;
import static dev.ordinal.contracts.orders.PaymentOutcome.DUPLICATE;
import static dev.ordinal.contracts.orders.PaymentOutcome.HELD;
import static dev.ordinal.contracts.orders.PaymentOutcome.QUARANTINED;
import static dev.ordinal.contracts.orders.PaymentOutcome.REJECTED;
import static dev.ordinal.contracts.orders.PaymentType.FAILED;
import static dev.ordinal.contracts.orders.PaymentType.REFUNDED;
import static dev.ordinal.contracts.orders.PaymentType.SUCCEEDED;
import static dev.ordinal.contracts.orders.Resolution.ACCEPT;
import static dev.ordinal.contracts.orders.Resolution.REJECT;
import static dev.ordinal.numberingstream.orders.OrderExamples.cancel;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.PaymentExamples.PAID_AT;
import static dev.ordinal.numberingstream.orders.PaymentExamples.REFERENCE;
import static dev.ordinal.numberingstream.orders.PaymentExamples.TOTAL;
import static dev.ordinal.numberingstream.orders.PaymentExamples.callback;
import static dev.ordinal.numberingstream.orders.PaymentExamples.idOf;
import static dev.ordinal.numberingstream.orders.PaymentExamples.order;
import static dev.ordinal.numberingstream.orders.PaymentExamples.resolve;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.numberingstream.decider.Capability.Handler;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentRulesTest {

  private static final String FIRST = "GAM-20251121-0001";

  private final Writer writer = OrderExamples.writer(new InMemoryTables());
  private final Map<String, Asked> asked = new LinkedHashMap<>();

  private record Asked(Command command, Outcome reply) {}

  /** Whatever happened since: every repeat gets the first answer and nothing happens again. */
  @AfterEach
  void repeatsAreAnsweredAsBefore() {
    asked.forEach(
        (key, first) -> {
          Writer.Step again = writer.decide(envelope(key, first.command(), 2), Instant.MAX);
          assertThat(again.events()).as(key).isEmpty();
          assertThat(again.decided().fact()).as(key).isEqualTo(first.reply().fact());
          assertThat(again.decided().rejection()).as(key).isEqualTo(first.reply().rejection());
        });
  }

  @Test
  void aPaymentPaysTheOrderThatIsThere() {
    ask("order", order());
    List<Event> events = ask("pay", callback("m1", SUCCEEDED));
    assertThat(types(events)).containsExactly(PaymentReceived.class, OrderPaid.class);
    PaymentReceived received = (PaymentReceived) events.get(0);
    assertThat(received.outcome()).isEqualTo(APPLIED);
    assertThat(received.number()).isEqualTo(FIRST);
    assertThat(received.subject()).isEqualTo(idOf("m1"));
    OrderPaid paid = (OrderPaid) events.get(1);
    assertThat(paid.number()).isEqualTo(FIRST);
    assertThat(paid.paymentId()).isEqualTo(idOf("m1"));
    assertThat(paid.paidAt()).isEqualTo(PAID_AT);
    assertThat(paid.paidAmount()).isEqualTo(TOTAL);
  }

  @Test
  void aPaymentWithoutItsOrderIsHeldAndPaysItInTheStepThatPlacesIt() {
    assertThat(outcome(ask("pay", callback("m1", SUCCEEDED)))).isEqualTo(HELD);
    List<Event> events = ask("order", order());
    assertThat(types(events)).containsExactly(OrderPlaced.class, OrderPaid.class);
    assertThat(((OrderPaid) events.get(1)).paymentId()).isEqualTo(idOf("m1"));
  }

  @Test
  void aPaymentWithItsOrderPlacesNumbersAndPaysItInOneStep() {
    List<Event> events = ask("pay", callback("m1", SUCCEEDED, TOTAL, "GBP", order()));
    assertThat(types(events))
        .containsExactly(PaymentReceived.class, OrderPlaced.class, OrderPaid.class);
    assertThat(((PaymentReceived) events.get(0)).number()).isEqualTo(FIRST);
    assertThat(outcome(events)).isEqualTo(APPLIED);
  }

  @Test
  void theCheckoutGetsTheOrderThatAPaymentCreatedAndItsContentCounts() {
    ask("pay", callback("m1", SUCCEEDED, TOTAL, "GBP", order()));
    PlaceOrder own =
        new PlaceOrder("GAM", null, "GBP", order().lines(), REFERENCE, null, new TreeMap<>());
    List<Event> events = ask("order", own);
    assertThat(types(events)).containsExactly(OrderConfirmed.class);
    OrderConfirmed confirmed = (OrderConfirmed) events.get(0);
    assertThat(confirmed.number()).isEqualTo(FIRST);
    assertThat(confirmed.customer()).isNull();
    assertThat(confirmed.paidAt()).isEqualTo(PAID_AT);
    assertThat(confirmed.refundedAt()).isNull();
    assertThat(code(refuse("another", own))).isEqualTo("payment-reference-used");
    assertThat(ask("next", OrderExamples.place("GAM", null, null)))
        .extracting(Event::subject)
        .containsExactly("GAM-20251121-0002");
  }

  @Test
  void aCheckoutThatComesAfterTheRefundIsToldSo() {
    ask("pay", callback("m1", SUCCEEDED, TOTAL, "GBP", order()));
    ask("refund", callback("m2", REFUNDED));
    OrderConfirmed confirmed = (OrderConfirmed) ask("order", order()).get(0);
    assertThat(confirmed.refundedAt()).isEqualTo(PAID_AT);
  }

  @Test
  void aCheckoutWithAnotherTotalOrCurrencyDoesNotGetTheOrderOfAPayment() {
    ask("pay", callback("m1", SUCCEEDED, TOTAL, "GBP", order()));
    PlaceOrder other =
        new PlaceOrder("GAM", null, "EUR", order().lines(), REFERENCE, null, new TreeMap<>());
    assertThat(code(refuse("order", other))).isEqualTo("payment-reference-used");
  }

  @Test
  void theSamePaymentUnderAnotherIdIsADuplicate() {
    ask("order", order());
    ask("pay", callback("m1", SUCCEEDED));
    List<Event> events = ask("again", callback("m2", SUCCEEDED));
    assertThat(types(events)).containsExactly(PaymentReceived.class);
    assertThat(outcome(events)).isEqualTo(DUPLICATE);
    assertThat(((PaymentReceived) events.get(0)).number()).isEqualTo(FIRST);
  }

  @Test
  void anIdWithAnotherBodyIsRefused() {
    ask("pay", callback("m1", SUCCEEDED));
    Outcome reused =
        writer.decide(envelope("pay", callback("m1", FAILED), 1), Instant.MAX).decided();
    assertThat(code(reused)).isEqualTo("idempotency-key-reused");
  }

  @Test
  void aFailureChangesNoOrderWheneverItComes() {
    assertThat(outcome(ask("failed", callback("m1", FAILED)))).isEqualTo(HELD);
    List<Event> placed = ask("order", order());
    assertThat(types(placed)).containsExactly(OrderPlaced.class, PaymentSettled.class);
    assertThat(((PaymentSettled) placed.get(1)).outcome()).isEqualTo(APPLIED);
    assertThat(types(ask("pay", callback("m2", SUCCEEDED)))).contains(OrderPaid.class);
    List<Event> late = ask("late", callback("m3", FAILED, 7, "GBP", null));
    assertThat(types(late)).containsExactly(PaymentReceived.class);
    assertThat(outcome(late)).isEqualTo(APPLIED);
  }

  @Test
  void aRefundOfAPaidOrderRefundsIt() {
    ask("order", order());
    ask("pay", callback("m1", SUCCEEDED));
    List<Event> events = ask("refund", callback("m2", REFUNDED));
    assertThat(types(events)).containsExactly(PaymentReceived.class, OrderRefunded.class);
    assertThat(reason(ask("again", callback("m3", REFUNDED))))
        .isEqualTo(QuarantineReason.ORDER_REFUNDED);
  }

  @Test
  void aRefundWaitsForItsPaymentAndForItsOrder() {
    assertThat(outcome(ask("refund", callback("m1", REFUNDED)))).isEqualTo(HELD);
    assertThat(outcome(ask("pay", callback("m2", SUCCEEDED)))).isEqualTo(HELD);
    assertThat(types(ask("order", order())))
        .containsExactly(OrderPlaced.class, OrderPaid.class, OrderRefunded.class);
  }

  @Test
  void aRefundThatIsHeldForAnUnpaidOrderIsAppliedWithThePayment() {
    ask("order", order());
    assertThat(outcome(ask("refund", callback("m1", REFUNDED)))).isEqualTo(HELD);
    assertThat(types(ask("pay", callback("m2", SUCCEEDED))))
        .containsExactly(PaymentReceived.class, OrderPaid.class, OrderRefunded.class);
  }

  @Test
  void aPaymentWithItsOrderTakesAlongWhatWasHeld() {
    ask("refund", callback("m1", REFUNDED));
    ask("pay", callback("m2", SUCCEEDED));
    ask("wrong", callback("m3", SUCCEEDED, 7, "GBP", null));
    List<Event> events = ask("create", callback("m4", SUCCEEDED, TOTAL, "GBP", order()));
    assertThat(types(events))
        .containsExactly(
            PaymentReceived.class,
            OrderPlaced.class,
            OrderPaid.class,
            OrderRefunded.class,
            PaymentSettled.class,
            PaymentSettled.class);
    assertThat(settled(events)).containsExactly(DUPLICATE, QUARANTINED);
  }

  @Test
  void aPaymentWithItsOrderThatOnlyRefundsWaitForIsToldAgainFromTheState() {
    ask("refund", callback("m1", REFUNDED));
    assertThat(types(ask("create", callback("m2", SUCCEEDED, TOTAL, "GBP", order()))))
        .containsExactly(
            PaymentReceived.class, OrderPlaced.class, OrderPaid.class, OrderRefunded.class);
  }

  @Test
  void aWrongAmountOrCurrencyIsQuarantinedAndTheOrderIsNotPaid() {
    ask("order", order());
    for (Command wrong :
        List.of(
            callback("m1", SUCCEEDED, TOTAL - 1, "GBP", null),
            callback("m2", SUCCEEDED, TOTAL, "EUR", null),
            callback("m3", REFUNDED, 1, "GBP", null))) {
      List<Event> events = ask(wrong.toString(), wrong);
      assertThat(types(events)).containsExactly(PaymentReceived.class);
      assertThat(reason(events)).isEqualTo(QuarantineReason.AMOUNT_DIFFERS);
    }
    assertThat(types(ask("right", callback("m4", SUCCEEDED)))).contains(OrderPaid.class);
  }

  @Test
  void aHeldPaymentThatDoesNotFitItsOrderIsQuarantinedWhenThatComes() {
    ask("wrong", callback("m1", SUCCEEDED, 7, "GBP", null));
    List<Event> events = ask("order", order());
    assertThat(types(events)).containsExactly(OrderPlaced.class, PaymentSettled.class);
    assertThat(settled(events)).containsExactly(QUARANTINED);
  }

  @Test
  void aPaymentThatContradictsItsOwnOrderCreatesNothingAndCountsForNothing() {
    List<Event> events = ask("bad", callback("m1", SUCCEEDED, 7, "GBP", order()));
    assertThat(types(events)).containsExactly(PaymentReceived.class);
    assertThat(reason(events)).isEqualTo(QuarantineReason.CONTRADICTS_ITS_ORDER);
    assertThat(ask("order", order())).extracting(Event::subject).containsExactly(FIRST);
    assertThat(reason(ask("again", callback("m2", SUCCEEDED, 7, "GBP", order()))))
        .isEqualTo(QuarantineReason.CONTRADICTS_ITS_ORDER);
  }

  @Test
  void aLatePaymentRevivesNoCancelledOrder() {
    ask("order", order());
    ask("cancel", cancel(FIRST));
    assertThat(reason(ask("pay", callback("m1", SUCCEEDED))))
        .isEqualTo(QuarantineReason.ORDER_CANCELLED);
    assertThat(reason(ask("again", callback("m3", SUCCEEDED))))
        .isEqualTo(QuarantineReason.ORDER_CANCELLED);
    assertThat(reason(ask("refund", callback("m2", REFUNDED))))
        .isEqualTo(QuarantineReason.ORDER_CANCELLED);
    for (String id : List.of("m1", "m2")) {
      assertThat(code(refuse("accept" + id, resolve(id, ACCEPT))))
          .isEqualTo("payment-not-applicable");
      assertThat(types(ask("reject" + id, resolve(id, REJECT))))
          .containsExactly(PaymentResolved.class);
    }
  }

  @Test
  void aLatePaymentRevivesNoRefundedOrder() {
    ask("order", order());
    ask("pay", callback("m1", SUCCEEDED));
    ask("refund", callback("m2", REFUNDED));
    assertThat(reason(ask("late", callback("m3", SUCCEEDED))))
        .isEqualTo(QuarantineReason.ORDER_REFUNDED);
    assertThat(reason(ask("again", callback("m4", SUCCEEDED))))
        .isEqualTo(QuarantineReason.ORDER_REFUNDED);
    assertThat(code(refuse("accept", resolve("m3", ACCEPT)))).isEqualTo("payment-not-applicable");
  }

  @Test
  void aPaidOrRefundedOrderIsNotCancelled() {
    ask("order", order());
    ask("pay", callback("m1", SUCCEEDED));
    assertThat(code(refuse("cancel paid", cancel(FIRST)))).isEqualTo("order-paid");
    ask("refund", callback("m2", REFUNDED));
    assertThat(code(refuse("cancel refunded", cancel(FIRST)))).isEqualTo("order-refunded");
  }

  @Test
  void anAcceptedPaymentPaysTheOrderWithWhatWasPaid() {
    ask("order", order());
    ask("pay", callback("m1", SUCCEEDED, 1500, "GBP", null));
    List<Event> events = ask("accept", resolve("m1", ACCEPT));
    assertThat(types(events)).containsExactly(PaymentResolved.class, OrderPaid.class);
    assertThat(((PaymentResolved) events.get(0)).outcome()).isEqualTo(APPLIED);
    assertThat(((OrderPaid) events.get(1)).paidAmount()).isEqualTo(1500);
    Outcome again = refuse("again", resolve("m1", REJECT));
    assertThat(code(again)).isEqualTo("payment-not-quarantined");
    assertThat(Objects.requireNonNull(again.rejection()).members())
        .containsEntry("outcome", "applied");
    assertThat(reason(ask("second", callback("m2", SUCCEEDED))))
        .isEqualTo(QuarantineReason.ORDER_PAID);
  }

  @Test
  void anAcceptedRefundRefundsAPaidOrderOnly() {
    ask("order", order());
    ask("refund", callback("m1", REFUNDED, 1500, "GBP", null));
    assertThat(code(refuse("too early", resolve("m1", ACCEPT))))
        .isEqualTo("payment-not-applicable");
    ask("pay", callback("m2", SUCCEEDED));
    assertThat(types(ask("accept", resolve("m1", ACCEPT))))
        .containsExactly(PaymentResolved.class, OrderRefunded.class);
  }

  @Test
  void aRejectedPaymentChangesNothingNowAndLater() {
    ask("order", order());
    ask("pay", callback("m1", SUCCEEDED, 7, "GBP", null));
    List<Event> events = ask("reject", resolve("m1", REJECT));
    assertThat(types(events)).containsExactly(PaymentResolved.class);
    assertThat(((PaymentResolved) events.get(0)).outcome()).isEqualTo(REJECTED);
    assertThat(code(refuse("accept", resolve("m1", ACCEPT)))).isEqualTo("payment-not-quarantined");
    assertThat(reason(ask("again", callback("m2", SUCCEEDED, 7, "GBP", null))))
        .isEqualTo(QuarantineReason.AMOUNT_DIFFERS);
  }

  @Test
  void twoEqualPartialRefundsOrPaymentsAreBothSeen() {
    ask("order", order());
    for (String id : List.of("m1", "m2")) {
      assertThat(reason(ask(id, callback(id, SUCCEEDED, TOTAL / 2, "GBP", null))))
          .isEqualTo(QuarantineReason.AMOUNT_DIFFERS);
    }
    ask("pay", callback("m3", SUCCEEDED));
    for (String id : List.of("m4", "m5")) {
      assertThat(reason(ask(id, callback(id, REFUNDED, TOTAL / 2, "GBP", null))))
          .isEqualTo(QuarantineReason.AMOUNT_DIFFERS);
    }
  }

  @Test
  void ofTwoHeldRefundsOneIsAppliedAndTheOtherSeen() {
    ask("refund 1", callback("m1", REFUNDED));
    assertThat(outcome(ask("refund 2", callback("m2", REFUNDED)))).isEqualTo(HELD);
    ask("order", order());
    List<Event> events = ask("pay", callback("m3", SUCCEEDED));
    assertThat(types(events))
        .containsExactly(
            PaymentReceived.class, OrderPaid.class, OrderRefunded.class, PaymentSettled.class);
    assertThat(((PaymentSettled) events.get(3)).reason())
        .isEqualTo(QuarantineReason.ORDER_REFUNDED);
  }

  @Test
  void ofTwoHeldPaymentsThatFitOneIsTheDuplicateUnlessAnotherGatewayHasIt() {
    ask("pay 1", callback("m1", SUCCEEDED));
    assertThat(outcome(ask("pay 2", callback("m2", SUCCEEDED)))).isEqualTo(HELD);
    ask("pay 3", ofAnotherGateway("m1"));
    List<Event> events = ask("order", order());
    assertThat(types(events))
        .containsExactly(
            OrderPlaced.class, OrderPaid.class, PaymentSettled.class, PaymentSettled.class);
    assertThat(settled(events)).containsExactly(DUPLICATE, QUARANTINED);
    assertThat(reason(ask("pay 4", ofAnotherGateway("m4")))).isEqualTo(QuarantineReason.ORDER_PAID);
  }

  @Test
  void aCancellationEndsTheWaitOfTheRefundsThatAreHeld() {
    ask("order", order());
    ask("refund", callback("m1", REFUNDED));
    List<Event> events = ask("cancel", cancel(FIRST));
    assertThat(types(events)).containsExactly(OrderCancelled.class, PaymentSettled.class);
    assertThat(((PaymentSettled) events.get(1)).reason())
        .isEqualTo(QuarantineReason.ORDER_CANCELLED);
    assertThat(types(ask("reject", resolve("m1", REJECT)))).containsExactly(PaymentResolved.class);
  }

  @Test
  void theSameFailureAgainIsADuplicateAndDoesNotFillTheReference() {
    for (int i = 0; i < 2 * PaymentDecider.MAX_DIFFERENT; i++) {
      ask("failed" + i, callback("f" + i, FAILED));
    }
    assertThat(outcome(ask("pay", callback("m1", SUCCEEDED)))).isEqualTo(HELD);
  }

  @Test
  void aHeldPaymentCanBeRejectedAndThenPaysNothing() {
    ask("pay", callback("m1", SUCCEEDED));
    assertThat(code(refuse("accept", resolve("m1", ACCEPT)))).isEqualTo("payment-not-applicable");
    List<Event> events = ask("reject", resolve("m1", REJECT));
    assertThat(((PaymentResolved) events.get(0)).outcome()).isEqualTo(REJECTED);
    assertThat(types(ask("order", order()))).containsExactly(OrderPlaced.class);
    assertThat(types(ask("late", callback("m2", SUCCEEDED)))).contains(OrderPaid.class);
  }

  @Test
  void aCallbackThatComesUnderAnotherKeyIsRefusedAndNotRecordedTwice() {
    ask("pay", callback("m1", SUCCEEDED));
    ask("order", order());
    assertThat(code(refuse("another key", callback("m1", SUCCEEDED))))
        .isEqualTo("payment-already-received");
    assertThat(code(refuse("with order", callback("m1", SUCCEEDED, TOTAL, "GBP", order()))))
        .isEqualTo("payment-already-received");
  }

  private static ReceivePayment ofAnotherGateway(String webhookId) {
    return new ReceivePayment(
        "GAM", "other", webhookId, SUCCEEDED, REFERENCE, TOTAL, "GBP", null, PAID_AT);
  }

  @Test
  void onlyWhatIsQuarantinedOrHeldCanBeResolved() {
    assertThat(code(refuse("unknown", resolve("m1", ACCEPT)))).isEqualTo("payment-not-found");
    ask("order", order());
    ask("pay", callback("m1", SUCCEEDED));
    assertThat(code(refuse("applied", resolve("m1", REJECT)))).isEqualTo("payment-not-quarantined");
    ask("bad", callback("m2", SUCCEEDED, 7, "GBP", order()));
    assertThat(code(refuse("paid", resolve("m2", ACCEPT)))).isEqualTo("payment-not-applicable");
  }

  @Test
  void ofOneReferenceABoundedNumberOfDifferentPaymentsIsKept() {
    for (int i = 1; i <= PaymentDecider.MAX_DIFFERENT; i++) {
      assertThat(outcome(ask("pay" + i, callback("m" + i, SUCCEEDED, i, "GBP", null))))
          .isEqualTo(HELD);
    }
    assertThat(reason(ask("more", callback("more", SUCCEEDED))))
        .isEqualTo(QuarantineReason.TOO_MANY_PAYMENTS);
    ask("order", order());
    assertThat(types(ask("accept", resolve("more", ACCEPT)))).contains(OrderPaid.class);
  }

  @Test
  void aCallbackThatCreatesNothingNeedsNoSeriesAndTakesNoNumber() {
    ask("pay", callback("m1", SUCCEEDED));
    ask("failed", callback("m2", FAILED, 7, "GBP", order()));
    assertThat(ask("order", OrderExamples.place("GAM", null, null)))
        .extracting(Event::subject)
        .containsExactly(FIRST);
  }

  @Test
  void impossibleEventsAreBugsAndStopTheWriter() {
    List<Event> events = new ArrayList<>(ask("order", order()));
    events.addAll(ask("pay", callback("m1", SUCCEEDED)));
    events.addAll(ask("refund", callback("m2", REFUNDED)));
    events.addAll(ask("wrong", callback("m3", SUCCEEDED, 7, "GBP", null)));
    events.addAll(ask("reject", resolve("m3", REJECT)));
    Handler<?, OrderEvent> empty = new Orders().open(new InMemoryTables());
    events.stream()
        .filter(event -> !(event instanceof OrderPlaced || event instanceof PaymentReceived))
        .forEach(
            event ->
                assertThatIllegalStateException()
                    .isThrownBy(() -> empty.evolve((OrderEvent) event)));
    Handler<?, OrderEvent> folded = new Orders().open(new InMemoryTables());
    events.forEach(event -> folded.evolve((OrderEvent) event));
    events.forEach(
        event ->
            assertThatIllegalStateException()
                .as(event.toString())
                .isThrownBy(() -> folded.evolve((OrderEvent) event)));
    OrderPlaced placed = (OrderPlaced) events.get(0);
    OrderCancelled cancelled =
        OrderEvents.cancelled(
            OrderDecider.evolve(placed, null), cancel(FIRST), PAID_AT, placed.commandId());
    assertThatIllegalStateException().isThrownBy(() -> folded.evolve(cancelled));
  }

  private List<Event> ask(String key, Command command) {
    Writer.Step ruling = first(key, command);
    assertThat(ruling.decided().rejection()).as(key).isNull();
    assertThat(ruling.decided().fact()).isEqualTo(Event.factOf(ruling.events()));
    return ruling.events();
  }

  private Outcome refuse(String key, Command command) {
    Writer.Step ruling = first(key, command);
    assertThat(ruling.events()).as(key).isEmpty();
    return ruling.decided();
  }

  private Writer.Step first(String key, Command command) {
    Writer.Step ruling = writer.decide(envelope(key, command, 1), Instant.MAX);
    assertThat(asked.put(key, new Asked(command, ruling.decided()))).as("its own key").isNull();
    return ruling;
  }

  private static List<Class<?>> types(List<Event> events) {
    return events.stream().<Class<?>>map(Object::getClass).toList();
  }

  private static PaymentOutcome outcome(List<Event> events) {
    return ((PaymentReceived) events.get(0)).outcome();
  }

  private static QuarantineReason reason(List<Event> events) {
    assertThat(outcome(events)).isEqualTo(QUARANTINED);
    return Objects.requireNonNull(((PaymentReceived) events.get(0)).reason());
  }

  private static List<PaymentOutcome> settled(List<Event> events) {
    return events.stream()
        .filter(PaymentSettled.class::isInstance)
        .map(event -> ((PaymentSettled) event).outcome())
        .toList();
  }

  private static String code(Outcome reply) {
    return Objects.requireNonNull(reply.rejection()).code();
  }
}
