package dev.ordinal.benchmarks.micro;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to write and read an order of one line as its command and as its event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Codecs {

  private final UUID id = UUID.fromString("019ac000-0000-7000-8000-000000000001");
  private final Instant time = Instant.parse("2026-11-27T12:00:00Z");
  private final Customer customer = new Customer("17850", "Ada Obi", "ada@example.com");
  private final List<OrderLine> lines =
      List.of(new OrderLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", 6, 255));
  private final CommandEnvelope command =
      new CommandEnvelope(
          id,
          "key-1",
          "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
          time,
          CommandEnvelope.ANONYMOUS,
          0,
          new PlaceOrder("GAM", customer, "GBP", lines, null, null, new TreeMap<>(Map.of())));
  private final OrderEvent event =
      new OrderPlaced(
          "GAM-20261127-0001",
          "GAM",
          "20261127",
          1,
          customer,
          "GBP",
          1530,
          lines,
          null,
          new TreeMap<>(Map.of()),
          time,
          time,
          id);
  private final byte[] commandBytes = writeCommand();
  private final Headers eventHeaders = headers();
  private final byte[] eventBytes = writeEvent();

  /** Writes the command. */
  @Benchmark
  public byte[] writeCommand() {
    return Topics.COMMANDS.value().serializer().serialize("", command);
  }

  /** Reads the command. */
  @Benchmark
  public CommandEnvelope readCommand() {
    return Topics.COMMANDS.value().deserializer().deserialize("", commandBytes);
  }

  /** Makes the event's headers. */
  @Benchmark
  public Headers headers() {
    return CloudEventHeaders.of(event, 0, CommandEnvelope.ANONYMOUS);
  }

  /** Writes the event, without its headers. */
  @Benchmark
  public byte[] writeEvent() {
    return Topics.ORDER_EVENTS.value().serializer().serialize("", event);
  }

  /** Reads the event. */
  @Benchmark
  public @Nullable OrderEvent readEvent() {
    return Topics.ORDER_EVENTS.value().deserializer().deserialize("", eventHeaders, eventBytes);
  }
}
