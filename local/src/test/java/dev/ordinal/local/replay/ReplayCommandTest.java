package dev.ordinal.local.replay;

import static dev.ordinal.local.client.StubService.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@SuppressWarnings("NullAway.Init") // JUnit calls start before each test.
class ReplayCommandTest {

  private static final String ORDERS =
      """
      InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
      1,A,x,1,2010-12-01 08:00:00,1,,
      2,A,x,1,2010-12-01 09:00:00,1,,
      C3,A,x,-1,2010-12-01 09:30:00,1,,
      3,A,x,1,2010-12-01 10:00:00,1,,
      4,A,x,1,2010-12-02 08:00:00,1,,
      """;

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private StubOrders service;

  @BeforeEach
  void start() throws IOException {
    service = new StubOrders();
    Files.writeString(folder.resolve("orders.csv"), ORDERS);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void everyOrderGetsItsNumberAndEachDayIsReadBackOnce() throws Exception {
    assertThat(replay("--concurrency", "1")).isZero();

    assertThat(lines())
        .contains(
            "orders.csv: 5 rows hold 4 orders of 4 lines; 1 rows are no order.",
            "orders in file             4",
            "placed                     4",
            "repeated                   0",
            "rejected                   0",
            "rows not orders            1",
            "20101201    RET-20101201-0001     RET-20101201-0003            3        0           0        0",
            "20101202    RET-20101202-0001     RET-20101202-0001            1        0           0        0",
            "total                                                          4        0           0        0",
            "2 of 2 days begin at 0001.",
            "Complete: all orders of the file are there, without hole or duplicate.");
    assertThat(service.requests().subList(5, service.requests().size()))
        .containsExactly(
            "GET /orders?series=RET&period=20101201&limit=500",
            "GET /orders?series=RET&period=20101201&limit=500&after=2",
            "GET /orders?series=RET&period=20101202&limit=500");
    assertThat(rejects()).containsExactly("4,C3,\"cancellation: InvoiceNo begins with C\"");
  }

  @Test
  void aSecondRunPlacesNothing() {
    replay();
    out.getBuffer().setLength(0);

    assertThat(replay()).isZero();
    assertThat(lines()).contains("placed                     0", "repeated                   4");
  }

  @Test
  void anOrderThatIsRefusedIsReportedWithItsFirstLine() throws Exception {
    service.onPost(answer(422, "{\"code\":\"invalid\",\"detail\":\"no\"}"));

    assertThat(replay("--concurrency", "1")).isEqualTo(1);
    assertThat(rejects()).endsWith("2,1,\"invalid: no\"");
    assertThat(lines())
        .contains("placed                     3", "rejected                   1")
        .last()
        .asString()
        .isEqualTo(
            "NOT complete: 1 orders of the file have no number; 0 holes, 0 duplicates,"
                + " 0 numbers missing.");
  }

  @Test
  void aNumberThatIsNotListedFailsTheRun() {
    String lost = "{\"number\":\"RET-20101201-0009\",\"period\":\"20101201\"}";
    service.onPost(answer(201, lost));

    assertThat(replay()).isEqualTo(1);
    assertThat(out.toString()).containsPattern("total .* 3 +0 +0 +1");
  }

  @Test
  void aServiceThatIsNotThereIsSaidAtOnce() {
    service.close();

    assertThat(replay()).isEqualTo(1);
    assertThat(err.toString()).startsWith("ordinal: no service answers at " + service.url());
  }

  @Test
  void whatCannotBeUsedIsNamedBeforeAnythingIsPosted() throws Exception {
    Files.writeString(folder.resolve("other.csv"), "a,b\n");

    assertThat(run("other.csv", "--series", "RET")).isEqualTo(2);
    assertThat(err.toString()).contains("other.csv: line 1 must name each of the columns");
    assertThat(run("absent.csv", "--series", "RET")).isEqualTo(2);
    assertThat(err.toString()).contains("absent.csv cannot be read");
    assertThat(replay("--concurrency", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--concurrency must be 1 to 1000, not 0");
    assertThat(run("orders.csv", "--series", "RET", "--url", "localhost")).isEqualTo(2);
    assertThat(err.toString()).contains("--url must be as http://127.0.0.1:8080, not localhost");
    assertThat(replay("--rejects", folder.resolve("orders.csv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--rejects would overwrite");
    assertThat(run("orders.csv")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required option: '--series=");
    assertThat(service.requests()).isEmpty();
  }

  private int replay(String... more) {
    List<String> options = new ArrayList<>(List.of("--series", "RET"));
    options.addAll(List.of("--url", service.url().toString()));
    options.addAll(List.of("--rejects", folder.resolve("rejects.csv").toString()));
    options.addAll(List.of(more));
    return run("orders.csv", options.toArray(String[]::new));
  }

  private int run(String file, String... options) {
    return new CommandLine(new ReplayCommand())
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(Stream.of(folder.resolve(file).toString()), Stream.of(options))
                .toArray(String[]::new));
  }

  private List<String> lines() {
    return out.toString().lines().map(String::stripTrailing).toList();
  }

  private List<String> rejects() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("rejects.csv"));
    assertThat(lines.get(0)).isEqualTo("line,InvoiceNo,reason");
    return lines.subList(1, lines.size());
  }
}
