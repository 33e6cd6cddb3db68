package dev.ordinal.projections.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Messages as the services write them. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2025-11-21T12:00:00.123456Z");

  private Samples() {}

  public static OrderPlaced placed(long sequence) {
    return new OrderPlaced(
        "GAM-20251121-%04d".formatted(sequence),
        "GAM",
        "20251121",
        sequence,
        new Customer("17850", "Zoë 🎉 שלום", null),
        "GBP",
        1530,
        List.of(new OrderLine("85123A", "WHITE HANGING HEART", 6, 255)),
        "pay_" + sequence,
        new TreeMap<>(java.util.Map.of("channel", "web")),
        NOON,
        NOON.plusSeconds(1),
        new UUID(1, sequence));
  }

  public static OrderCancelled cancelled(long sequence) {
    OrderPlaced placed = placed(sequence);
    return new OrderCancelled(
        placed.number(),
        placed.series(),
        placed.period(),
        sequence,
        placed.currency(),
        placed.totalAmount(),
        placed.paymentReference(),
        placed.placedAt(),
        "changed my mind",
        NOON.plusSeconds(60),
        new UUID(2, sequence));
  }

  /** The checkout's own copy, as of now without a customer. */
  public static OrderConfirmed confirmed(long sequence) {
    OrderPlaced placed = placed(sequence);
    return new OrderConfirmed(
        placed.number(),
        placed.series(),
        placed.period(),
        sequence,
        null,
        placed.currency(),
        placed.totalAmount(),
        placed.lines(),
        "pay_" + sequence,
        placed.metadata(),
        placed.placedAt(),
        NOON,
        null,
        NOON.plusSeconds(90),
        new UUID(3, sequence));
  }

  public static OrderPaid paid(long sequence, String paymentId) {
    OrderPlaced placed = placed(sequence);
    return new OrderPaid(
        placed.number(),
        placed.series(),
        placed.period(),
        sequence,
        placed.currency(),
        placed.totalAmount(),
        "pay_" + sequence,
        placed.placedAt(),
        paymentId,
        "acme",
        placed.currency(),
        placed.totalAmount(),
        NOON.plusSeconds(30),
        NOON.plusSeconds(31),
        new UUID(4, sequence));
  }

  public static OrderRefunded refunded(long sequence, String paymentId) {
    OrderPlaced placed = placed(sequence);
    return new OrderRefunded(
        placed.number(),
        placed.series(),
        placed.period(),
        sequence,
        placed.currency(),
        placed.totalAmount(),
        "pay_" + sequence,
        placed.placedAt(),
        paymentId,
        "acme",
        placed.currency(),
        placed.totalAmount(),
        NOON.plusSeconds(40),
        NOON.plusSeconds(41),
        new UUID(5, sequence));
  }

  /** What came under this webhook id, about the first order's reference. */
  public static PaymentReceived received(
      String webhookId,
      PaymentType type,
      PaymentOutcome outcome,
      @Nullable QuarantineReason reason,
      @Nullable String number) {
    return new PaymentReceived(
        PaymentIds.of("GAM", "acme", webhookId),
        "GAM",
        "acme",
        webhookId,
        type,
        "pay_1",
        1530,
        "GBP",
        outcome,
        reason,
        number,
        NOON.plusSeconds(30),
        NOON.plusSeconds(31),
        new UUID(6, webhookId.hashCode()));
  }

  public static PaymentSettled settled(
      PaymentReceived held, PaymentOutcome outcome, @Nullable QuarantineReason reason) {
    return new PaymentSettled(
        held.paymentId(),
        "GAM",
        held.type(),
        "pay_1",
        1530,
        "GBP",
        outcome,
        reason,
        placed(1).number(),
        NOON.plusSeconds(32),
        new UUID(7, 1));
  }

  public static PaymentResolved resolved(PaymentReceived quarantined, Resolution decision) {
    boolean accepted = decision == Resolution.ACCEPT;
    return new PaymentResolved(
        quarantined.paymentId(),
        "GAM",
        "acme",
        quarantined.type(),
        "pay_1",
        1530,
        "GBP",
        decision,
        accepted ? PaymentOutcome.APPLIED : PaymentOutcome.REJECTED,
        placed(1).number(),
        "looked into it",
        NOON.plusSeconds(50),
        "ada",
        new UUID(8, 1));
  }

  public static CommandEnvelope command(UUID id) {
    return new CommandEnvelope(
        id,
        "key",
        "fingerprint",
        NOON,
        "anonymous",
        new CancelOrder("GAM", "GAM-20251121-0001", "why not"));
  }

  public static Outcome accepted(UUID commandId) {
    return Outcome.of(commandId, placed(1).fact(List.of()), null);
  }

  public static Outcome rejected(UUID commandId) {
    return Outcome.of(
        commandId, null, Rejection.of(OrderRejection.ORDER_NOT_FOUND, "no such order"));
  }

  public static ProducerRecord<byte[], byte[]> event(Event event) {
    return new ProducerRecord<>(
        Topics.of(event).name(),
        Topics.partitionOf(event.owner()),
        event.subject().getBytes(UTF_8),
        Topics.valueOf(event),
        CloudEventHeaders.of(event, 0, "anonymous"));
  }

  public static ProducerRecord<byte[], byte[]> record(CommandEnvelope command) {
    String topic = Topics.COMMANDS.name();
    return new ProducerRecord<>(
        topic,
        Topics.partitionOf(command.command().owner()),
        command.command().owner().getBytes(UTF_8),
        Topics.COMMANDS.value().serializer().serialize(topic, command));
  }

  public static ProducerRecord<byte[], byte[]> record(Outcome reply) {
    String topic = Topics.RESULTS.name();
    return new ProducerRecord<>(
        topic,
        0,
        Topics.RESULTS.key().serializer().serialize(topic, reply.commandId()),
        Topics.RESULTS.value().serializer().serialize(topic, reply));
  }
}
