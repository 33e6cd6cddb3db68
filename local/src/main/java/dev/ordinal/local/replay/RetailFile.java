package dev.ordinal.local.replay;

import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.local.client.ClientFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A retailer's file, read as a whole: an invoice's rows need not stand together, so no order is
 * complete before the end of the file.
 *
 * @param rows how many records the file has below its header
 * @param notOrders those of them that are no part of an order, in the order of the file
 * @param orders in the order in which their invoices first appear
 */
record RetailFile(long rows, List<Row.NotAnOrder> notOrders, List<RetailOrder> orders) {

  RetailFile {
    notOrders = List.copyOf(notOrders);
    orders = List.copyOf(orders);
  }

  /** How many lines the orders have together. */
  long lines() {
    return orders.stream().mapToLong(order -> order.lines().size()).sum();
  }

  /**
   * Reads {@code file} (CSV in UTF-8, plain or gzipped).
   *
   * @throws ClientFailure if the file is not there, cannot be read to its end, or its header is not
   *     that of orders
   */
  static RetailFile read(Path file) throws ClientFailure {
    try (PhysicalLines lines = PhysicalLines.open(file)) {
      CsvRecords records = new CsvRecords(lines);
      CsvRecord header = records.next(0);
      List<String> columns = header == null ? List.of() : header.fields();
      checkHeader(file, columns);
      return collect(new RowReader(columns), records);
    } catch (IOException e) {
      throw ClientFailure.badInput(file + " cannot be read: " + e);
    }
  }

  private static void checkHeader(Path file, List<String> columns) throws ClientFailure {
    List<String> wrong =
        RowReader.COLUMNS.stream()
            .filter(name -> Collections.frequency(columns, name) != 1)
            .toList();
    if (!wrong.isEmpty()) {
      throw ClientFailure.badInput(
          "%s: line 1 must name each of the columns %s once; missing or twice: %s"
              .formatted(file, RowReader.COLUMNS, wrong));
    }
  }

  private static RetailFile collect(RowReader reader, CsvRecords records) throws IOException {
    Map<String, Invoice> invoices = new LinkedHashMap<>();
    List<Row.NotAnOrder> notOrders = new ArrayList<>();
    long rows = 0;
    CsvRecord next;
    while ((next = records.next(reader.width())) != null) {
      rows++;
      Row row = reader.read(next);
      if (row instanceof Row.Sold sold) {
        invoices.computeIfAbsent(sold.invoice(), invoice -> new Invoice(sold)).add(sold);
      } else if (row instanceof Row.NotAnOrder not) {
        notOrders.add(not);
      }
    }
    return new RetailFile(rows, notOrders, invoices.values().stream().map(Invoice::order).toList());
  }

  /** An order whose rows are still coming. */
  private static final class Invoice {

    private final Row.Sold first;
    private final List<OrderLine> lines = new ArrayList<>();
    private Instant earliest;
    private String customer = "";
    private String country = "";

    Invoice(Row.Sold first) {
      this.first = first;
      this.earliest = first.occurredAt();
    }

    void add(Row.Sold row) {
      lines.add(row.orderLine());
      earliest = row.occurredAt().isBefore(earliest) ? row.occurredAt() : earliest;
      customer = customer.isEmpty() ? row.customer() : customer;
      country = country.isEmpty() ? row.country() : country;
    }

    RetailOrder order() {
      return new RetailOrder(first.invoice(), first.line(), earliest, customer, country, lines);
    }
  }
}
