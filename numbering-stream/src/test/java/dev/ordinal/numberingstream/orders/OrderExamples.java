package dev.ordinal.numberingstream.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.series.Series;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands as the API makes them. */
public final class OrderExamples {

  public static final Instant ACCEPTED_AT = Instant.parse("2025-11-21T10:15:30Z");

  private OrderExamples() {}

  public static PlaceOrder place(String series, @Nullable String reference, @Nullable Instant at) {
    return new PlaceOrder(
        series,
        new Customer("17850", "Ada", null),
        "GBP",
        List.of(new OrderLine("85123A", "WHITE HANGING HEART", 6, 255)),
        reference,
        at,
        new TreeMap<>());
  }

  public static CancelOrder cancel(String number) {
    return new CancelOrder(number.substring(0, number.indexOf('-')), number, "changed their mind");
  }

  /** A writer of orders, with the default series defined. */
  public static Writer writer(Table.Source tables) {
    Writer writer = new Writer(List.of(new Series(List.of()), new Orders()), tables);
    writer.define(SeriesDefinition.defaults(), ACCEPTED_AT);
    return writer;
  }

  /** An envelope whose id and fingerprint follow from its content and {@code attempt}. */
  public static CommandEnvelope envelope(String key, Command command, int attempt) {
    String content = Json.MAPPER.valueToTree(command).toString();
    UUID id = UUID.nameUUIDFromBytes((key + content + attempt).getBytes(UTF_8));
    return new CommandEnvelope(id, key, content, ACCEPTED_AT, "checkout", command);
  }
}
