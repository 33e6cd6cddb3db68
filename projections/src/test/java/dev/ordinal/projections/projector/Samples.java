package dev.ordinal.projections.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages as the services write them. */
final class Samples {

  static final Instant NOON = Instant.parse("2025-11-21T12:00:00.123456Z");

  private Samples() {}

  static OrderPlaced placed(long sequence) {
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

  static OrderCancelled cancelled(long sequence) {
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

  static CommandEnvelope command(UUID id) {
    return new CommandEnvelope(
        id,
        "key",
        "fingerprint",
        NOON,
        "anonymous",
        0,
        new CancelOrder("GAM", "GAM-20251121-0001", "why not"));
  }

  static Reply accepted(UUID commandId) {
    return new Reply(commandId, false, List.<Event>of(placed(1)), null);
  }

  static Reply rejected(UUID commandId) {
    return new Reply(
        commandId, false, List.of(), Rejection.of(OrderRejection.ORDER_NOT_FOUND, "no such order"));
  }

  static ProducerRecord<byte[], byte[]> event(Event event) {
    return new ProducerRecord<>(
        Topics.of(event).name(),
        Topics.partitionOf(event.owner()),
        event.subject().getBytes(UTF_8),
        Topics.valueOf(event),
        CloudEventHeaders.of(event, 0, "anonymous"));
  }

  static ProducerRecord<byte[], byte[]> record(CommandEnvelope command) {
    String topic = Topics.COMMANDS.name();
    return new ProducerRecord<>(
        topic,
        Topics.partitionOf(command.command().owner()),
        command.command().owner().getBytes(UTF_8),
        Topics.COMMANDS.value().serializer().serialize(topic, command));
  }

  static ProducerRecord<byte[], byte[]> record(Reply reply) {
    String topic = Topics.RESULTS.name();
    return new ProducerRecord<>(
        topic,
        0,
        Topics.RESULTS.key().serializer().serialize(topic, reply.commandId()),
        Topics.RESULTS.value().serializer().serialize(topic, reply));
  }
}
