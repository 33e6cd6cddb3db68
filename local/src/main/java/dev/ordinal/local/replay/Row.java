package dev.ordinal.local.replay;

import dev.ordinal.contracts.orders.OrderLine;
import java.time.Instant;

/** What one row of the retailer's file is. */
sealed interface Row {

  /**
   * A line of an order.
   *
   * @param line the physical line of the file, from 1
   * @param invoice digits only
   * @param customer the customer's id; empty for a guest
   * @param country empty if not given
   */
  record Sold(
      long line,
      String invoice,
      Instant occurredAt,
      String customer,
      String country,
      OrderLine orderLine)
      implements Row {}

  /**
   * A row that cannot be part of an order.
   *
   * @param line the physical line of the file, from 1
   * @param invoice as in the file; empty if it has none or cannot be read
   * @param reason what is wrong; what stands before the colon is the same for all of a kind
   */
  record NotAnOrder(long line, String invoice, String reason) implements Row {}
}
