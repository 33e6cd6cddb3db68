package dev.ordinal.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.local.client.ClientFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetailFileTest {

  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  private static final String GOOD =
      "536365,85123A,HOLDER,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void rowsOfOneInvoiceAreOneOrderWhereverTheyStand() throws Exception {
    RetailFile file =
        read(
            """
            2,A,,1,2010-12-01 08:00:00,1,,
            1,B,,1,2010-12-01 08:01:00,2.5,17850.0,France
            2,C,Cup,3,2010-12-01 07:59:00,0.07,13047.0,Germany
            """);

    assertThat(file.orders())
        .containsExactly(
            new RetailOrder(
                "2",
                2,
                Instant.parse("2010-12-01T07:59:00Z"),
                "13047",
                "Germany",
                Arrays.asList(new OrderLine("A", null, 1, 100), new OrderLine("C", "Cup", 3, 7))),
            new RetailOrder(
                "1",
                3,
                Instant.parse("2010-12-01T08:01:00Z"),
                "17850",
                "France",
                Arrays.asList(new OrderLine("B", null, 1, 250))));
    assertThat(file.rows()).isEqualTo(3);
    assertThat(file.lines()).isEqualTo(3);
    assertThat(file.notOrders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "C536365,A,x,-1,2010-12-01 08:00:00,1,,|C536365|cancellation: InvoiceNo begins with C",
        "A563185,A,x,1,2010-12-01 08:00:00,1,,|A563185|InvoiceNo not of digits only: A563185",
        ",A,x,1,2010-12-01 08:00:00,1,,|''|InvoiceNo missing",
        "9,,x,1,2010-12-01 08:00:00,1,,|9|StockCode missing",
        "9,A,x,,2010-12-01 08:00:00,1,,|9|Quantity missing",
        "9,A,x,six,2010-12-01 08:00:00,1,,|9|Quantity not a number: six",
        "9,A,x,1.5,2010-12-01 08:00:00,1,,|9|Quantity not whole: 1.5",
        "9,A,x,0,2010-12-01 08:00:00,1,,|9|Quantity not positive: 0",
        "9,A,x,-12,2010-12-01 08:00:00,1,,|9|Quantity not positive: -12",
        "9,A,x,9223372036854775808,2010-12-01 08:00:00,1,,|9"
            + "|Quantity too large: 9223372036854775808",
        "9,A,x,1,2010-12-01 08:00:00,,,|9|UnitPrice missing",
        "9,A,x,1,2010-12-01 08:00:00,£1,,|9|UnitPrice not a number: £1",
        "9,A,x,1,2010-12-01 08:00:00,0.0,,|9|UnitPrice zero: 0.0",
        "9,A,x,1,2010-12-01 08:00:00,-11062.06,,|9|UnitPrice negative: -11062.06",
        "9,A,x,1,2010-12-01 08:00:00,0.001,,|9|UnitPrice finer than a penny: 0.001",
        "9,A,x,1,2010-12-01 08:00:00,92233720368547758.08,,|9"
            + "|UnitPrice too large: 92233720368547758.08",
        "9,A,x,1,,1,,|9|InvoiceDate missing",
        "9,A,x,1,01/12/2010 08:00,1,,|9"
            + "|InvoiceDate not a date and time as 2010-12-01 08:26:00: 01/12/2010 08:00",
        "9,A,x,1,2011-02-29 08:00:00,1,,|9"
            + "|InvoiceDate not a date and time as 2010-12-01 08:26:00: 2011-02-29 08:00:00",
        "9,A,x,1,2011-03-27 01:30:00,1,,|9"
            + "|InvoiceDate skipped by summer time in Europe/London: 2011-03-27 01:30:00",
        "9,A,x,1|''|row too short: 4 fields where line 1 has 8",
        "9,A,x,1,2010-12-01 08:00:00,1,,,|''|row too long: 9 fields where line 1 has 8",
        "''|''|blank row",
        ",,,,,,,|''|blank row"
      })
  void aRowThatIsNoOrderIsReportedByLineAndReason(String row, String invoice, String reason)
      throws Exception {
    RetailFile file = read(GOOD + row + "\n" + GOOD);

    assertThat(file.notOrders()).containsExactly(new Row.NotAnOrder(3, invoice, reason));
    assertThat(file.orders()).hasSize(1);
    assertThat(file.lines()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "2.55,255",
    "2.1,210",
    "27.5,2750",
    "0.01,1",
    "0.29,29",
    "1.15,115",
    "8.95,895",
    "649.5,64950",
    "2.550,255",
    "13541.33,1354133",
    "92233720368547758.07,9223372036854775807"
  })
  void poundsBecomePenceExactly(String pounds, long pence) throws Exception {
    RetailFile file = read("9,A,x,1,2010-12-01 08:00:00," + pounds + ",,\n");

    assertThat(file.orders().get(0).lines().get(0).unitAmount()).isEqualTo(pence);
  }

  @ParameterizedTest
  @CsvSource({
    "2010-12-01 08:26:00,2010-12-01T08:26:00Z",
    "2011-07-01 08:26:00,2011-07-01T07:26:00Z",
    "2011-10-30 01:30:00,2011-10-30T00:30:00Z"
  })
  void shopTimeBecomesUtc(String shop, Instant utc) throws Exception {
    RetailFile file = read("9,A,x,1," + shop + ",1,,\n");

    assertThat(file.orders().get(0).occurredAt()).isEqualTo(utc);
  }

  @Test
  void quotesCommasLineBreaksAndForeignTextAreKept() throws Exception {
    RetailFile file =
        read(
            """
            1,A,"SET OF 3, ""RED""
            BOXES",1,2010-12-01 08:00:00,1,,
            2,B, POPPY'S 5" CUP ,1,2010-12-01 08:00:00,1,,
            3,C,كوب 🎁,1,2010-12-01 08:00:00,1,,
            x,D,,1,2010-12-01 08:00:00,1,,"""
                .replace("\n", "\r\n"));

    assertThat(file.orders())
        .extracting(order -> order.lines().get(0).description())
        .containsExactly("SET OF 3, \"RED\"\r\nBOXES", " POPPY'S 5\" CUP ", "كوب 🎁");
    assertThat(file.orders()).extracting(RetailOrder::firstLine).containsExactly(2L, 4L, 5L);
    assertThat(file.notOrders())
        .containsExactly(new Row.NotAnOrder(6, "x", "InvoiceNo not of digits only: x"));
  }

  @Test
  void aLostQuoteCostsOnlyItsOwnLine() throws Exception {
    RetailFile file =
        read(
            "1,A,\"LOST,1,2010-12-01 08:00:00,1,,\n"
                + "2,B,\"KEPT, WELL\",1,2010-12-01 08:00:00,1,,\n"
                + GOOD.repeat(100)
                + "3,C,\"LOST AT THE END,1,2010-12-01 08:00:00,1,,\n"
                + "4,D,LAST,1,2010-12-01 08:00:00,1,,\n");

    assertThat(file.orders()).extracting(RetailOrder::invoice).containsExactly("2", "536365", "4");
    assertThat(file.lines()).isEqualTo(102);
    assertThat(file.notOrders()).extracting(Row.NotAnOrder::line).containsExactly(2L, 104L);
    assertThat(file.notOrders())
        .allSatisfy(row -> assertThat(row.reason()).startsWith("malformed row: "));
  }

  @Test
  void twoLostQuotesDoNotSwallowTheRowsBetweenThem() throws Exception {
    RetailFile file =
        read(
            """
            1,A,"LOST,1,2010-12-01 08:00:00,1,,
            2,B,KEPT,1,2010-12-01 08:00:00,1,,
            3,C,5",1,2010-12-01 08:00:00,1,,
            """);

    assertThat(file.orders()).extracting(RetailOrder::invoice).containsExactly("2", "3");
    assertThat(file.notOrders()).extracting(Row.NotAnOrder::line).containsExactly(2L);
  }

  @Test
  void aLineInAnotherEncodingCostsOnlyItself() throws Exception {
    Path path = folder.resolve("latin1.csv");
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write((HEADER + GOOD + "9,A,5").getBytes(UTF_8));
      out.write(0xA3);
      out.write((" NOTE,1,2010-12-01 08:00:00,1,,\n" + GOOD).getBytes(UTF_8));
    }

    RetailFile file = RetailFile.read(path);

    assertThat(file.notOrders())
        .containsExactly(new Row.NotAnOrder(3, "", "malformed row: not UTF-8"));
    assertThat(file.lines()).isEqualTo(2);
  }

  @Test
  void gzipIsKnownByItsContentAndReadsTheSame() throws Exception {
    Path gzip = folder.resolve("named-plainly.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write((HEADER + GOOD).getBytes(UTF_8));
    }

    assertThat(RetailFile.read(gzip)).isEqualTo(read(GOOD));
  }

  @Test
  void aByteOrderMarkAndOtherColumnsDoNotMatter() throws Exception {
    RetailFile file =
        readWhole(
            "\uFEFFCountry,CustomerID,UnitPrice,Note,InvoiceDate,Quantity,Description,StockCode,"
                + "InvoiceNo\nUnited Kingdom,17850.0,2.55,new,2010-12-01 08:26:00,6,HOLDER,85123A,"
                + "536365\n");

    assertThat(file.orders()).isEqualTo(read(GOOD).orders());
  }

  @Test
  void aHeaderThatIsNotOfOrdersNamesWhatItLacks() {
    assertThatThrownBy(() -> readWhole("InvoiceNo,StockCode,Description,Quantity,Country\n"))
        .isInstanceOf(ClientFailure.class)
        .hasMessageContaining("orders.csv: line 1")
        .hasMessageEndingWith("[InvoiceDate, UnitPrice, CustomerID]");
    assertThatThrownBy(() -> readWhole("")).hasMessageContaining("orders.csv: line 1");
    assertThatThrownBy(() -> readWhole("Country," + HEADER)).hasMessageEndingWith("[Country]");
  }

  @Test
  void aFileThatCannotBeReadToItsEndIsRefused() throws Exception {
    Path cut = folder.resolve("cut.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
      out.write((HEADER + GOOD).getBytes(UTF_8));
    }
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 12));

    assertThatThrownBy(() -> RetailFile.read(cut))
        .isInstanceOf(ClientFailure.class)
        .hasMessageContaining("cut.csv.gz cannot be read");
    assertThatThrownBy(() -> RetailFile.read(folder)).hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> RetailFile.read(folder.resolve("absent.csv")))
        .hasMessageContaining("absent.csv cannot be read");
  }

  private RetailFile read(String rows) throws Exception {
    return readWhole(HEADER + rows);
  }

  private RetailFile readWhole(String text) throws IOException, ClientFailure {
    Path path = folder.resolve("orders.csv");
    Files.writeString(path, text);
    return RetailFile.read(path);
  }
}
