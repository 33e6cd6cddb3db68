package dev.ordinal.local.imports;

import static dev.ordinal.local.client.StubService.answer;
import static dev.ordinal.local.client.StubService.cut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.local.client.StubService.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@SuppressWarnings("NullAway.Init") // JUnit calls start before each test.
class ImportCommandTest {

  private static final String PARTNERS =
      "\uFEFFnumber,name\r\nHM-P-0001,\"Ébert, Vanessa\"\nHM-P-0003,\"Ébert, Vanessa\"\r\n";
  private static final String NONE = "{\"count\":0,\"told\":[]}";

  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private StubSeries service;

  @BeforeEach
  void start() throws IOException {
    service = new StubSeries();
    Files.writeString(folder.resolve("partners.csv"), PARTNERS);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void whatCameInIsTold() {
    assertThat(run()).isZero();

    assertThat(lines())
        .containsExactly(
            "partners.csv: 2 rows for series HM-P.",
            "",
            "period            before         after      imported       skipped  next",
            "-                      0             3             2             1  HM-P-0004",
            "",
            "duplicates                 0",
            "misfits                    0",
            "taken                      0",
            "holes                      1",
            "  before line 3: 2",
            "shared names               1",
            "  line 3: HM-P-0003: HM-P-0001 has this name",
            "",
            "Imported 2 numbers.");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theFileIsSentAsItIsAndAsTheContractSays() {
    run("--reason", "off the sheet & done");

    Request post = service.posts().get(0);
    assertThat(post.uri())
        .hasToString("/series/HM-P/import?dryRun=false&reason=off%20the%20sheet%20%26%20done");
    assertThat(post.body()).isEqualTo(PARTNERS);
    assertThat(post.headers().getFirst("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(post.headers().getFirst("Prefer")).isEqualTo("wait=30");
    assertThat(post.key()).matches("import-[0-9a-f]{64}");
    assertThat(service.requests()).hasSize(2).first().isEqualTo("GET /series/HM-P");
  }

  @Test
  void theSameCommandAgainSaysThatNothingChanged() {
    run();

    assertThat(run()).isZero();
    assertThat(lines())
        .last()
        .isEqualTo(
            "Imported before, at 2026-11-21T10:00:00Z: 2 numbers. This try changed nothing.");
  }

  @Test
  void aDryRunIsAnOtherQuestionEachTime() {
    service.onPost(answer(200, StubSeries.report("\"clean\":true,")));

    assertThat(run("--dry-run")).isZero();
    assertThat(lines())
        .last()
        .isEqualTo("Clean: 2 numbers would be imported. Nothing was changed.");
    run("--dry-run");
    run();

    assertThat(service.posts().get(0).uri()).hasToString("/series/HM-P/import?dryRun=true");
    assertThat(service.posts()).extracting(Request::key).doesNotHaveDuplicates();
  }

  @Test
  void rowsInTheWayAreToldByLineAndCapped() {
    service.onPost(
        answer(
            200,
            StubSeries.report(
                "\"clean\":false,",
                finding(4_200, 7, "HM-P-0001", "line 2 has this number"),
                finding(1, 8, "P\u001B1", "must look as HM-P-0001"),
                NONE)));

    assertThat(run("--dry-run")).isEqualTo(1);
    assertThat(lines())
        .containsSubsequence(
            "duplicates             4,200",
            "  line 7: HM-P-0001: line 2 has this number",
            "  and 4,199 more",
            "misfits                    1",
            "  line 8: P\uFFFD1: must look as HM-P-0001",
            "Nothing would be imported: 4,201 rows are in the way.");
  }

  @Test
  void aRefusalTellsTheSameReport() {
    String taken = finding(1, 2, "HM-P-0001", "HM-P-0005 is the last one given");
    service.onPost(answer(422, refused(taken)));

    assertThat(run()).isEqualTo(1);
    assertThat(lines())
        .contains("  line 2: HM-P-0001: HM-P-0005 is the last one given")
        .last()
        .isEqualTo("Nothing was imported: 1 rows are in the way.");
  }

  @Test
  void anOldRefusalIsNotTheLastWord() {
    service
        .onPost(answer(422, refused(NONE), "Idempotent-Replayed", "true"))
        .onPost(answer(422, "{\"code\":\"idempotency-key-reused\"}"));

    assertThat(run()).isZero();
    assertThat(lines()).last().isEqualTo("Imported 2 numbers.");
    String key = service.posts().get(0).key();
    assertThat(service.posts())
        .extracting(Request::key)
        .containsExactly(key, key + "-2", key + "-3");
  }

  @Test
  void aFileThatIsNoCsvIsToldWhereItIsNot() {
    service
        .onPost(
            answer(
                422,
                """
            {"status":422,"code":"validation-failed","detail":"2 places are not valid, see errors",
             "errors":[{"pointer":"line 7, column name","detail":"is too long"},
                       {"pointer":"line 9","detail":"has 3 fields where the header has 2"}]}"""))
        .onPost(
            answer(
                422,
                """
                {"status":422,"code":"validation-failed","detail":"line 4: is not UTF-8",
                 "errors":[{"pointer":"line 4","detail":"is not UTF-8"}]}"""));

    assertThat(run()).isEqualTo(1);
    assertThat(run()).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "ordinal: partners.csv was refused: validation-failed: 2 places are not valid, see errors",
            "  line 7, column name is too long",
            "  line 9 has 3 fields where the header has 2",
            "ordinal: partners.csv was refused: validation-failed: line 4: is not UTF-8");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void anImportThatTakesLongIsAskedForUntilItIsDecided() {
    service
        .onPost(answer(202, "{\"commandId\":\"c1\"}", "Location", "/commands/c1"))
        .onCommand(answer(404, "{\"code\":\"not-found\"}"))
        .onCommand(answer(200, "{\"commandId\":\"c1\",\"status\":\"pending\"}"))
        .onCommand(answer(200, command("c1", "accepted\",\"result\":" + StubSeries.imported())));

    assertThat(run()).isZero();
    assertThat(lines()).last().isEqualTo("Imported 2 numbers.");
    assertThat(service.requests()).hasSize(5).last().isEqualTo("GET /commands/c1");
  }

  @Test
  void anImportThatIsRejectedLaterIsRefused() {
    String taken = finding(1, 2, "HM-P-0001", "is given");
    service
        .onPost(answer(202, "{\"commandId\":\"c1\"}", "Location", "/commands/c1"))
        .onCommand(answer(200, command("c1", "rejected\",\"problem\":" + refused(taken))));

    assertThat(run()).isEqualTo(1);
    assertThat(lines()).contains("  line 2: HM-P-0001: is given");
  }

  @Test
  void busyUnavailableAndCutAreMetByTheSameKeyAgain() {
    service
        .onPost(answer(429, "{\"code\":\"too-many-in-flight\"}", "Retry-After", "0"))
        .onPost(answer(503, "{\"code\":\"unavailable\"}", "Retry-After", "0"))
        .onPost(cut());

    assertThat(run()).isZero();
    assertThat(service.posts()).hasSize(4).extracting(Request::body).containsOnly(PARTNERS);
    assertThat(service.posts()).extracting(Request::key).containsOnly(service.posts().get(0).key());
  }

  @Test
  void whatCannotBeUsedIsNamedBeforeAnythingIsSent() throws Exception {
    Files.createFile(folder.resolve("empty.csv"));

    assertThat(unusable("partners", "absent.csv")).contains("absent.csv is not there");
    assertThat(unusable("partners", "partners.csv/x")).contains("x cannot be read: ");
    assertThat(unusable("partners", ".")).contains("is a folder, not a CSV file");
    assertThat(unusable("partners", "empty.csv")).contains("empty.csv is empty");
    assertThat(unusable("people", "partners.csv"))
        .contains("must be one of [partners, teams, orders, documents], not people");
    assertThat(unusable("partners", "partners.csv", "--url", "localhost"))
        .contains("--url must be");
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void aFileOverTenMebibytesIsNotSent() throws Exception {
    Files.write(folder.resolve("large.csv"), new byte[ImportFile.MAX_BYTES + 1]);
    Files.writeString(folder.resolve("largest.csv"), "x".repeat(ImportFile.MAX_BYTES));

    assertThat(unusable("partners", "large.csv"))
        .contains("large.csv has 10,485,761 bytes and the service takes 10 MiB (10,485,760 bytes)");
    assertThat(service.requests()).isEmpty();
    assertThat(run("partners", "largest.csv", new String[0])).isZero();
    assertThat(service.posts().get(0).body()).hasSize(ImportFile.MAX_BYTES);
  }

  @Test
  void aSeriesThatDoesNotFitIsNamedBeforeAnythingIsSent() {
    assertThat(unusable("teams", "partners.csv", "--series", "HM-P"))
        .contains("series HM-P is of kind partner and teams need one of kind team");
    assertThat(unusable("teams", "partners.csv")).contains("knows no series ICCT; name one with");
    assertThat(service.posts()).isEmpty();
  }

  @Test
  void aServiceThatIsNotThereIsSaidAtOnce() {
    service.close();

    assertThat(unusable("partners", "partners.csv"))
        .contains("no service answers at " + service.url(), "./ordinal up");
  }

  private String unusable(String kind, String file, String... options) {
    err.getBuffer().setLength(0);
    assertThat(run(kind, file, options)).isEqualTo(2);
    return err.toString();
  }

  private int run(String... options) {
    return run("partners", "partners.csv", options);
  }

  private int run(String kind, String file, String[] options) {
    return new CommandLine(new ImportCommand())
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(
            Stream.concat(
                    Stream.of(
                        kind, folder.resolve(file).toString(), "--url", service.url().toString()),
                    Stream.of(options))
                .toArray(String[]::new));
  }

  private List<String> lines() {
    return out.toString().lines().map(String::stripTrailing).toList();
  }

  private static String refused(String taken) {
    return "{\"status\":422,\"code\":\"import-refused\",\"report\":%s}"
        .formatted(StubSeries.report("", NONE, NONE, taken));
  }

  private static String command(String id, String statusAndMore) {
    return "{\"commandId\":\"%s\",\"status\":\"%s}".formatted(id, statusAndMore);
  }

  private static String finding(int count, int line, String number, String detail) {
    return "{\"count\":%d,\"told\":[{\"line\":%d,\"number\":\"%s\",\"detail\":\"%s\"}]}"
        .formatted(count, line, number.replace("\u001B", "\\u001B"), detail);
  }
}
