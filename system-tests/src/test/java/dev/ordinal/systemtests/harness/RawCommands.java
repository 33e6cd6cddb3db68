package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Commands that come to the topics by another way than the API. */
public final class RawCommands {

  private static final Instant DAY = Instant.parse("2026-05-05T12:00:00Z");

  private RawCommands() {}

  /** An order in GAM with one line. */
  public static CommandEnvelope order(OrderLine line) {
    PlaceOrder command =
        new PlaceOrder("GAM", null, "GBP", List.of(line), null, DAY, new TreeMap<>());
    return new CommandEnvelope(
        UUID.randomUUID(),
        "of-its-caller",
        "fingerprint",
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        "checkout",
        command);
  }

  /** Writes to the command topic. */
  public static void send(Ports ports, CommandEnvelope command)
      throws ExecutionException, InterruptedException {
    try (Producer<byte[], byte[]> raw = producer(ports)) {
      raw.send(message(command)).get();
    }
  }

  /** An order that lies parked, as if the fault that parked it had been mended since. */
  public static CommandEnvelope park(Ports ports) throws ExecutionException, InterruptedException {
    CommandEnvelope parked = order(new OrderLine("85123A", "WHITE HANGING HEART", 6, 255));
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            Topics.DEAD_LETTERS.name(), 0, message(parked).key(), message(parked).value());
    new DeadLetter(
            "its decision failed",
            Topics.COMMANDS.name(),
            0,
            0,
            Instant.now(),
            true,
            new DeadLetter.Parked(
                parked.commandId(),
                parked.command().owner(),
                "checkout",
                parked.acceptedAt(),
                "command-parked",
                "java.lang.ArithmeticException",
                "somewhere"))
        .addTo(letter.headers());
    try (Producer<byte[], byte[]> raw = producer(ports)) {
      raw.send(letter).get();
    }
    return parked;
  }

  private static ProducerRecord<byte[], byte[]> message(CommandEnvelope envelope) {
    String owner = envelope.command().owner();
    return new ProducerRecord<>(
        Topics.COMMANDS.name(),
        Topics.partitionOf(owner),
        owner.getBytes(UTF_8),
        Topics.COMMANDS.value().serializer().serialize(Topics.COMMANDS.name(), envelope));
  }

  private static Producer<byte[], byte[]> producer(Ports ports) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            ports.bootstrapServers(),
            "max.request.size",
            Topics.MAX_COMMAND_BYTES),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
