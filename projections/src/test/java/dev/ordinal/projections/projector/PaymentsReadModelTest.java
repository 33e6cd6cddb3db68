package dev.ordinal.projections.projector;

import static dev.ordinal.contracts.orders.PaymentOutcome.APPLIED;
import static dev.ordinal.contracts.orders.PaymentOutcome.HELD;
import static dev.ordinal.contracts.orders.PaymentOutcome.QUARANTINED;
import static dev.ordinal.contracts.orders.PaymentType.FAILED;
import static dev.ordinal.contracts.orders.PaymentType.REFUNDED;
import static dev.ordinal.contracts.orders.PaymentType.SUCCEEDED;
import static dev.ordinal.contracts.orders.QuarantineReason.AMOUNT_DIFFERS;
import static dev.ordinal.contracts.orders.QuarantineReason.ORDER_CANCELLED;
import static dev.ordinal.projections.projector.Samples.cancelled;
import static dev.ordinal.projections.projector.Samples.confirmed;
import static dev.ordinal.projections.projector.Samples.event;
import static dev.ordinal.projections.projector.Samples.paid;
import static dev.ordinal.projections.projector.Samples.placed;
import static dev.ordinal.projections.projector.Samples.received;
import static dev.ordinal.projections.projector.Samples.refunded;
import static dev.ordinal.projections.projector.Samples.resolved;
import static dev.ordinal.projections.projector.Samples.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.orders.OrdersProjection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaymentsReadModelTest {

  private static final String FIRST = "GAM-20251121-0001";
  private static final PaymentReceived HELD_PAYMENT = received("m1", SUCCEEDED, HELD, null, null);
  private static final PaymentReceived HELD_REFUND = received("m2", REFUNDED, HELD, null, null);
  private static final PaymentReceived HELD_FAILURE = received("m3", FAILED, HELD, null, null);
  private static final PaymentReceived WRONG =
      received("m4", SUCCEEDED, QUARANTINED, AMOUNT_DIFFERS, FIRST);

  private static TestPostgres postgres;

  private final Log log = new Log();
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
    readModel =
        new ReadModel(postgres.jdbi(), new OrdersProjection().feeds(), Generations::enterActive);
    standing =
        readModel.standing(
            Set.of(new TopicPartition(Topics.ORDER_EVENTS.name(), Topics.partitionOf("GAM"))));
  }

  @Test
  void inOneTransactionAnOrderIsPlacedPaidRefundedAndConfirmed() {
    fold(
        HELD_PAYMENT,
        HELD_REFUND,
        HELD_FAILURE,
        placed(1),
        paid(1, HELD_PAYMENT.paymentId()),
        refunded(1, HELD_REFUND.paymentId()),
        settled(HELD_FAILURE, APPLIED, null),
        confirmed(1));
    Map<String, Object> order = row("SELECT * FROM api.orders");
    assertThat(order).containsEntry("status", "refunded").containsEntry("customer", null);
    assertThat(instant("SELECT paid_at FROM api.orders")).isEqualTo(Samples.NOON.plusSeconds(30));
    assertThat(instant("SELECT refunded_at FROM api.orders"))
        .isEqualTo(Samples.NOON.plusSeconds(40));
    for (PaymentReceived payment : List.of(HELD_PAYMENT, HELD_REFUND, HELD_FAILURE)) {
      assertThat(payment(payment))
          .containsEntry("outcome", "applied")
          .containsEntry("number", FIRST);
    }
  }

  @Test
  void aPaymentIsShownAsItWasReceived() {
    fold(HELD_PAYMENT);
    assertThat(payment(HELD_PAYMENT))
        .containsEntry("series", "GAM")
        .containsEntry("gateway", "acme")
        .containsEntry("webhook_id", "m1")
        .containsEntry("type", "succeeded")
        .containsEntry("payment_reference", "pay_1")
        .containsEntry("amount", 1530L)
        .containsEntry("currency", "GBP")
        .containsEntry("outcome", "held")
        .containsEntry("reason", null)
        .containsEntry("number", null);
  }

  @Test
  void theEndOfAQuarantineIsShownWithWhoAndWhy() {
    fold(placed(1), WRONG);
    assertThat(payment(WRONG))
        .containsEntry("outcome", "quarantined")
        .containsEntry("reason", "amount-differs");
    fold(resolved(WRONG, Resolution.ACCEPT), paid(1, WRONG.paymentId()));
    assertThat(payment(WRONG))
        .containsEntry("outcome", "applied")
        .containsEntry("decision", "accept")
        .containsEntry("decision_reason", "looked into it")
        .containsEntry("resolved_by", "ada");
    assertThat(row("SELECT * FROM api.orders")).containsEntry("status", "paid");
  }

  @Test
  void aHeldPaymentThatSomebodyRejectsIsShownSo() {
    fold(HELD_PAYMENT, resolved(HELD_PAYMENT, Resolution.REJECT));
    assertThat(payment(HELD_PAYMENT))
        .containsEntry("outcome", "rejected")
        .containsEntry("decision", "reject");
  }

  @Test
  void aRefundThatIsHeldWhenItsOrderIsCancelledIsShownAsQuarantined() {
    fold(placed(1), HELD_REFUND, cancelled(1));
    fold(settled(HELD_REFUND, QUARANTINED, ORDER_CANCELLED));
    assertThat(payment(HELD_REFUND))
        .containsEntry("outcome", "quarantined")
        .containsEntry("reason", "order-cancelled");
  }

  @Test
  void everyOrderEventThereIsCanBeFoldedByItself() {
    List<OrderEvent> events =
        List.of(
            placed(1),
            WRONG,
            resolved(WRONG, Resolution.ACCEPT),
            paid(1, WRONG.paymentId()),
            confirmed(1),
            HELD_REFUND,
            refunded(1, HELD_REFUND.paymentId()),
            HELD_FAILURE,
            settled(HELD_FAILURE, APPLIED, null),
            placed(2),
            cancelled(2));
    assertThat(events.stream().<Class<?>>map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(OrderEvent.class.getPermittedSubclasses());
    events.forEach(this::fold);
    assertThat(row("SELECT * FROM api.orders WHERE number = '" + FIRST + "'"))
        .containsEntry("status", "refunded");
  }

  @Test
  void whatCannotHaveHappenedStopsTheFold() {
    fold(placed(1), cancelled(1), WRONG, HELD_REFUND, HELD_FAILURE);
    fold(settled(HELD_FAILURE, APPLIED, null));
    for (OrderEvent event :
        List.of(
            paid(1, WRONG.paymentId()),
            refunded(1, HELD_REFUND.paymentId()),
            confirmed(1),
            settled(WRONG, APPLIED, null),
            resolved(HELD_FAILURE, Resolution.REJECT),
            WRONG)) {
      assertThatThrownBy(() -> fold(event))
          .as(event.toString())
          .isInstanceOf(ImpossibleRecordException.class);
    }
    assertThat(row("SELECT * FROM api.orders")).containsEntry("status", "cancelled");
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void fold(OrderEvent... events) {
    ProducerRecord[] records = new ProducerRecord[events.length];
    for (int i = 0; i < events.length; i++) {
      records[i] = event(events[i]);
    }
    standing = readModel.fold(standing, log.transaction(records));
  }

  private static Map<String, Object> payment(PaymentReceived payment) {
    return row("SELECT * FROM api.payments WHERE payment_id = '" + payment.paymentId() + "'");
  }

  private static Map<String, Object> row(String sql) {
    return postgres.jdbi().withHandle(handle -> handle.createQuery(sql).mapToMap().one());
  }

  private static Instant instant(String sql) {
    return Objects.requireNonNull(
        postgres
            .jdbi()
            .withHandle(handle -> handle.createQuery(sql).mapTo(OffsetDateTime.class).one())
            .toInstant());
  }
}
