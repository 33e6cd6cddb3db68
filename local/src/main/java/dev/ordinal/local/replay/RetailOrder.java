package dev.ordinal.local.replay;

import dev.ordinal.contracts.orders.OrderLine;
import java.time.Instant;
import java.util.List;

/**
 * One order of the retailer: the rows that share an invoice number.
 *
 * @param invoice digits only; the idempotency key
 * @param firstLine the physical line of the file on which its first row stands
 * @param occurredAt the earliest time of its rows
 * @param customer the first customer id of its rows; empty for a guest
 * @param country the first country of its rows; empty if none is given
 * @param lines in the order of the file, at least one
 */
record RetailOrder(
    String invoice,
    long firstLine,
    Instant occurredAt,
    String customer,
    String country,
    List<OrderLine> lines) {

  RetailOrder {
    lines = List.copyOf(lines);
  }
}
