package dev.ordinal.systemtests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moving over: existing numbers come in, all or none, and the next number follows them. */
class ImportIT {

  private static final int MAX_FILE_BYTES = 10 * 1024 * 1024;
  private static final int MAX_ROWS = 100_000;

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up() {
    ordinal = Ordinal.up(folder.resolve("data"));
    client = ordinal.client();
  }

  @AfterAll
  static void down() {
    ordinal.close();
  }

  @Test
  void afterAnImportTheNextNumberFollowsAndThePartnersAreThere() {
    define("MOVE");
    String file =
        "\uFEFFnumber,name,email,phone,company\r\n"
            + "MOVE-0001,\"Ebert, Vanessa\",vanessa@example.org,,\"Ebert \"\"& Co\"\"\"\n"
            + "MOVE-0003,Grace,,+1 555 0100,\r"
            + "MOVE-0002,,,,";
    Answer checked = send("MOVE", "?dryRun=true", "d1", file.getBytes(UTF_8));
    assertThat(checked.status()).as(checked.text()).isEqualTo(200);
    assertThat(checked.body().at("/scopes/0/next").asText()).isEqualTo("MOVE-0004");
    assertThat(current("MOVE")).isZero();

    Answer imported = send("MOVE", "?reason=from%20the%20spreadsheet", "i1", file.getBytes(UTF_8));
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);
    assertThat(imported.text("reason")).isEqualTo("from the spreadsheet");
    assertThat(current("MOVE")).isEqualTo(3);
    assertThat(client.get("/partners/MOVE-0001").text("name")).isEqualTo("Ebert, Vanessa");
    assertThat(client.get("/partners/MOVE-0001").text("company")).isEqualTo("Ebert \"& Co\"");
    assertThat(client.list("/partners?series=MOVE")).hasSize(2);
    assertThat(register("MOVE", "GRACE").text("existing")).isEqualTo("MOVE-0003");
    assertThat(register("MOVE", "Ada").text("number")).isEqualTo("MOVE-0004");

    Answer again = send("MOVE", "?reason=from%20the%20spreadsheet", "i1", file.getBytes(UTF_8));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(imported.body());
  }

  @Test
  void whatIsWrongIsReportedByLineAndNothingIsImported() {
    define("BAD");
    String file = "number\nBAD-0002\nBAD-0002\nBAD-7\nBAD-0005\n";
    Answer refused = send("BAD", "", "i1", file.getBytes(UTF_8));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("code")).isEqualTo("import-refused");
    JsonNode report = refused.body().get("report");
    assertThat(report.at("/duplicates/told/0/line").asInt()).isEqualTo(3);
    assertThat(report.at("/misfits/told/0/line").asInt()).isEqualTo(4);
    assertThat(report.at("/holes/count").asInt()).isEqualTo(3);
    assertThat(current("BAD")).isZero();
    JsonNode checked = send("BAD", "?dryRun=true", "d1", file.getBytes(UTF_8)).body();
    assertThat(checked.get("clean").asBoolean()).isFalse();
    assertThat(checked.get("misfits")).isEqualTo(report.get("misfits"));
  }

  @ParameterizedTest
  @CsvSource({
    "HM-P, '', text/csv, 'nummer\nHM-P-0001', 422, validation-failed",
    "HM-P, '', text/csv, '', 422, validation-failed",
    "HM-P, '', text/csv, 'number\nHM-P-0001,x', 422, validation-failed",
    "HM-P, ?dryRun=perhaps, text/csv, 'number\nHM-P-0001', 422, validation-failed",
    "HM-P, ?reason=, text/csv, 'number\nHM-P-0001', 422, validation-failed",
    "HM-P, '', application/json, '{}', 415, unsupported-media-type",
    "HM-P, '', text/csv;charset=windows-1252, 'number\nHM-P-0001', 415, unsupported-media-type",
    "NOPE, '', text/csv, 'number\nNOPE-0001', 422, unknown-series",
    "nope, '', text/csv, 'number\nnope-0001', 422, unknown-series",
  })
  void whatIsNoImportIsToldSo(
      String series, String query, String type, String file, int status, String code) {
    Answer answer =
        client
            .send(
                client
                    .request("/series/" + series + "/import" + query)
                    .header("Content-Type", type)
                    .header("Prefer", "wait=30")
                    .header("Idempotency-Key", series + query + type + status + file.length())
                    .POST(BodyPublishers.ofString(file)))
            .join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text("code")).isEqualTo(code);
  }

  @Test
  void anImportNeedsAKeyAndADryRunNone() {
    byte[] file = "number\nHM-P-9001".getBytes(UTF_8);
    HttpRequest.Builder keyless =
        client
            .request("/series/HM-P/import")
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofByteArray(file));
    assertThat(client.send(keyless).join().text("code")).isEqualTo("idempotency-key-missing");
    HttpRequest.Builder dry =
        client
            .request("/series/HM-P/import?dryRun=true")
            .header("Content-Type", "text/csv")
            .header("Prefer", "wait=30")
            .POST(BodyPublishers.ofByteArray(file));
    assertThat(client.send(dry).join().status()).isEqualTo(200);
  }

  @Test
  void aFileInAnotherEncodingNamesTheLine() {
    byte[] file = "number,name\nHM-P-0001,Andr\u00E9".getBytes(ISO_8859_1);
    Answer answer = send("HM-P", "", "latin", file);
    assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("line 2");
  }

  @Test
  void theLargestFileComesInWholeThoughTheProcessIsKilledAtItsBeginningAndInTheMiddle() {
    define("BIG");
    byte[] file = largestFile("BIG");
    byte[] larger = new byte[MAX_FILE_BYTES + 1];
    assertThat(send("BIG", "", "larger", larger).status()).isEqualTo(413);
    Answer pending =
        client.send(request("BIG", "", "big", file).header("Prefer", "respond-async")).join();
    assertThat(pending.status()).as(pending.text()).isEqualTo(202);
    killAndStartAgain();
    // The first part of the rows is there, and the others are not yet.
    Await.until(() -> client.get("/partners/BIG-0001").status(), status -> status == 200);
    killAndStartAgain();
    Await.until(() -> client.get(pending.header("Location")).text("status"), "accepted"::equals);
    assertThat(current("BIG")).isEqualTo(MAX_ROWS);
    assertThat(client.get("/partners/BIG-0777").status()).isEqualTo(200);
    assertThat(register("BIG", "Ada").text("number")).isEqualTo("BIG-" + (MAX_ROWS + 1));
    List<SeriesEvent> events =
        EventLog.read(ordinal.ports(), Topics.NUMBERING_EVENTS).stream()
            .map(ConsumerRecord::value)
            .filter(event -> event.series().equals("BIG"))
            .toList();
    assertThat(events).filteredOn(NumbersImported.class::isInstance).hasSize(1);
    assertThat(events).filteredOn(NumberImported.class::isInstance).hasSize(MAX_ROWS);
  }

  @Test
  void whileALargeImportComesInTheOtherSeriesOfItsPartitionGoOn() {
    define("WIDE");
    String other =
        Stream.iterate('A', letter -> (char) (letter + 1))
            .map(letter -> "W" + letter)
            .filter(code -> Topics.partitionOf(code) == Topics.partitionOf("WIDE"))
            .findFirst()
            .orElseThrow();
    define(other);
    Answer pending =
        client
            .send(
                request("WIDE", "", "wide", largestFile("WIDE")).header("Prefer", "respond-async"))
            .join();
    int answered = 0;
    do {
      Answer registered = register(other, "Number" + ++answered);
      assertThat(registered.status()).as(registered.text()).isEqualTo(201);
    } while (client.get(pending.header("Location")).text("status").equals("pending"));
    assertThat(answered).as("numbers given meanwhile").isGreaterThan(5);
    assertThat(client.get(pending.header("Location")).text("status")).isEqualTo("accepted");
    // Reads wait 2 s for the read model, which on a busy machine takes longer for so many rows.
    Await.until(() -> client.get("/partners/WIDE-" + MAX_ROWS), read -> read.status() == 200);
  }

  @Test
  void afterARestartTheSequencesWithImportedNumbersAreSynced() {
    define("START");
    send("START", "", "i1", "number\nSTART-0007".getBytes(UTF_8));
    ordinal.process().stop();
    ordinal = ordinal.again();
    client = ordinal.client();
    List<SequenceAdvanced> synced = Await.until(() -> syncsOf("START"), found -> !found.isEmpty());
    assertThat(synced.get(0).after()).isEqualTo(7);
    assertThat(synced.get(0).actor()).isEqualTo("ordinal");
  }

  @Test
  void aSyncTellsHowFarTheSequenceIsAndNeverLowersIt() {
    define("SYNC");
    register("SYNC", "Ada");
    Answer synced = client.post("/series/SYNC/sequence/sync", "s1", object());
    assertThat(synced.status()).as(synced.text()).isEqualTo(200);
    assertThat(synced.body().get("before").asLong()).isEqualTo(1);
    assertThat(synced.body().get("after").asLong()).isEqualTo(1);
    assertThat(register("SYNC", "Grace").text("number")).isEqualTo("SYNC-0002");
    assertThat(client.post("/series/NOPE/sequence/sync", "s2", object()).status()).isEqualTo(404);
    assertThat(client.post("/series/SYNC/sequence/sync?period=2025", "s3", object()).status())
        .isEqualTo(422);
  }

  private static void killAndStartAgain() {
    ordinal.process().kill();
    ordinal = ordinal.again();
    client = ordinal.client();
  }

  private static List<SequenceAdvanced> syncsOf(String code) {
    return EventLog.read(ordinal.ports(), Topics.NUMBERING_EVENTS).stream()
        .map(ConsumerRecord::value)
        .filter(SequenceAdvanced.class::isInstance)
        .map(SequenceAdvanced.class::cast)
        .filter(event -> event.series().equals(code))
        .toList();
  }

  /** Exactly as many bytes and rows as one import may have. */
  private static byte[] largestFile(String code) {
    StringBuilder file = new StringBuilder(MAX_FILE_BYTES).append("number,name\n");
    for (int i = 1; i <= MAX_ROWS; i++) {
      String number = "%s-%04d,".formatted(code, i);
      String name = Integer.toString(i);
      int left = (int) ((long) MAX_FILE_BYTES * i / MAX_ROWS) - file.length();
      file.append(number)
          .append("x".repeat(left - number.length() - name.length() - 1))
          .append(name)
          .append('\n');
    }
    assertThat(file.length()).isEqualTo(MAX_FILE_BYTES);
    return file.toString().getBytes(UTF_8);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void define(String code) {
    JsonNode series =
        object()
            .put("kind", "partner")
            .put("pattern", code + "-{seq:4}")
            .put("reset", "never")
            .put("zone", "UTC");
    HttpRequest.Builder put =
        client
            .request("/series/" + code)
            .header("Content-Type", "application/json")
            .header("Prefer", "wait=30")
            .PUT(BodyPublishers.ofString(series.toString()));
    assertThat(client.send(put).join().status()).isEqualTo(201);
  }

  private static Answer register(String series, String name) {
    return client.post(
        "/partners", series + name, object().put("series", series).put("name", name));
  }

  private static long current(String code) {
    return client.get("/series/" + code + "/sequence").body().get("current").asLong();
  }

  private static Answer send(String series, String query, String key, byte[] file) {
    return client.send(request(series, query, key, file).header("Prefer", "wait=30")).join();
  }

  private static HttpRequest.Builder request(String series, String query, String key, byte[] file) {
    return client
        .request("/series/" + series + "/import" + query)
        .header("Content-Type", "text/csv; charset=utf-8")
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofByteArray(file));
  }
}
