package dev.ordinal.local.replay;

import dev.ordinal.contracts.orders.OrderLine;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Pattern;

/** Tells the lines of orders from the rows that are none, and says of those why. Thread-safe. */
final class RowReader {

  /** What a file must have. */
  static final List<String> COLUMNS =
      List.of(
          "InvoiceNo",
          "StockCode",
          "Description",
          "Quantity",
          "InvoiceDate",
          "UnitPrice",
          "CustomerID",
          "Country");

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?");
  private static final Pattern ZERO_FRACTION = Pattern.compile("([0-9]+)\\.0+");
  private static final ZoneId SHOP_ZONE = ZoneId.of("Europe/London");
  private static final DateTimeFormatter SHOP_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  private final List<String> header;

  /**
   * Reads rows under {@code header}.
   *
   * @param header all of {@link #COLUMNS} in any order, others may stand between
   */
  RowReader(List<String> header) {
    this.header = List.copyOf(header);
  }

  /** How many fields a row has. */
  int width() {
    return header.size();
  }

  /** What {@code row} is. */
  Row read(CsvRecord row) {
    String invoice = "";
    try {
      checkShape(row);
      invoice = field(row, "InvoiceNo");
      checkInvoice(invoice);
      return sold(row, invoice);
    } catch (Unfit e) {
      return new Row.NotAnOrder(row.line(), invoice, e.reason);
    }
  }

  private void checkShape(CsvRecord row) throws Unfit {
    check(!row.isMalformed(), row.problem());
    List<String> fields = row.fields();
    check(!fields.stream().allMatch(String::isBlank), "blank row");
    String counts = ": " + fields.size() + " fields where line 1 has " + width();
    check(fields.size() >= width(), "row too short" + counts);
    check(fields.size() <= width(), "row too long" + counts);
  }

  private static void checkInvoice(String invoice) throws Unfit {
    check(!invoice.isBlank(), "InvoiceNo missing");
    check(!invoice.startsWith("C"), "cancellation: InvoiceNo begins with C");
    check(DIGITS.matcher(invoice).matches(), "InvoiceNo not of digits only: " + invoice);
  }

  private Row sold(CsvRecord row, String invoice) throws Unfit {
    String sku = field(row, "StockCode");
    check(!sku.isBlank(), "StockCode missing");
    long quantity = quantity(field(row, "Quantity"));
    long pence = pence(field(row, "UnitPrice"));
    String description = field(row, "Description");
    return new Row.Sold(
        row.line(),
        invoice,
        instant(field(row, "InvoiceDate")),
        ZERO_FRACTION.matcher(field(row, "CustomerID").strip()).replaceFirst("$1"),
        field(row, "Country").strip(),
        new OrderLine(sku, description.isBlank() ? null : description, quantity, pence));
  }

  private static long quantity(String text) throws Unfit {
    BigDecimal quantity = number("Quantity", text);
    check(quantity.signum() > 0, "Quantity not positive: " + text);
    return whole(quantity, "Quantity not whole: ", "Quantity too large: ", text);
  }

  private static long pence(String text) throws Unfit {
    BigDecimal pounds = number("UnitPrice", text);
    check(pounds.signum() != 0, "UnitPrice zero: " + text);
    check(pounds.signum() > 0, "UnitPrice negative: " + text);
    BigDecimal pence = pounds.movePointRight(2);
    return whole(pence, "UnitPrice finer than a penny: ", "UnitPrice too large: ", text);
  }

  private static BigDecimal number(String column, String text) throws Unfit {
    check(!text.isBlank(), column + " missing");
    check(DECIMAL.matcher(text.strip()).matches(), column + " not a number: " + text);
    return new BigDecimal(text.strip());
  }

  private static long whole(BigDecimal value, String notWhole, String tooLarge, String text)
      throws Unfit {
    check(value.stripTrailingZeros().scale() <= 0, notWhole + text);
    check(value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0, tooLarge + text);
    return value.longValueExact();
  }

  private static Instant instant(String text) throws Unfit {
    check(!text.isBlank(), "InvoiceDate missing");
    try {
      LocalDateTime local = LocalDateTime.parse(text.strip(), SHOP_TIME);
      // Of the two offsets in the hour that autumn repeats, the first is summer time.
      List<ZoneOffset> offsets = SHOP_ZONE.getRules().getValidOffsets(local);
      check(!offsets.isEmpty(), "InvoiceDate skipped by summer time in " + SHOP_ZONE + ": " + text);
      return local.toInstant(offsets.get(0));
    } catch (DateTimeException e) {
      throw new Unfit("InvoiceDate not a date and time as 2010-12-01 08:26:00: " + text);
    }
  }

  private String field(CsvRecord row, String column) {
    return row.fields().get(header.indexOf(column));
  }

  private static void check(boolean fit, String reason) throws Unfit {
    if (!fit) {
      throw new Unfit(reason);
    }
  }

  /** Ends the reading of one row; never leaves this class. */
  private static final class Unfit extends Exception {

    private final String reason;

    Unfit(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
