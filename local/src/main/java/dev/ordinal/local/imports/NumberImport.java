package dev.ordinal.local.imports;

import dev.ordinal.local.client.Answer;
import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.Decision;
import dev.ordinal.local.client.Patience;
import dev.ordinal.local.client.ServiceApi;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service to take over a file of numbers, or what it would make of it. Not thread-safe.
 */
final class NumberImport {

  /** The service itself waits 30 s before it answers 202; the rest is for a slow line. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(3);

  private static final int MAX_KEYS = 100;

  private final ServiceApi service;
  private final ImportKind kind;
  private final String series;
  private final boolean dryRun;
  private final @Nullable String reason;

  /**
   * Sends nothing yet.
   *
   * @param reason why, for those who read the books later; null to leave it to the service
   */
  NumberImport(
      ServiceApi service, ImportKind kind, String series, boolean dryRun, @Nullable String reason) {
    this.service = service;
    this.kind = kind;
    this.series = series;
    this.dryRun = dryRun;
    this.reason = reason;
  }

  /**
   * Makes sure that the series is for such numbers, before a file is sent.
   *
   * @throws ClientFailure if it is not, or nobody answers
   */
  void checkSeries() throws ClientFailure, InterruptedException {
    Answer answer;
    try {
      answer = service.get("series/" + ServiceApi.encode(series));
    } catch (IOException e) {
      throw ClientFailure.badInput(service.unreachable(e));
    }
    if (answer.status() == 404) {
      throw ClientFailure.badInput(
          "%s knows no series %s; name one with --series".formatted(service.base(), series));
    }
    if (answer.status() == 401 || answer.status() == 403) {
      throw ClientFailure.badInput(
          "%s asks for an access key in ORDINAL_KEY: %s"
              .formatted(service.base(), answer.problem()));
    }
    if (answer.status() != 200) {
      throw ClientFailure.broken(
          "%s does not tell about series %s: %s"
              .formatted(service.base(), series, answer.problem()));
    }
    if (!answer.text("kind").equals(kind.seriesKind())) {
      throw ClientFailure.badInput(
          "series %s is of kind %s and %s need one of kind %s; name it with --series"
              .formatted(series, answer.text("kind"), kind, kind.seriesKind()));
    }
  }

  /**
   * Sends {@code file} until the service has decided.
   *
   * @param patience how long to try
   * @param stop at 0, nothing is sent again
   * @param progress where to show it
   * @throws Patience.RanOut if it was not decided in time; it may be so later
   */
  Decision send(ImportFile file, Duration patience, CountDownLatch stop, PrintStream progress)
      throws InterruptedException, Patience.RanOut {
    Patience tries = new Patience(patience, stop);
    String key = dryRun ? UUID.randomUUID().toString() : file.key(series);
    try (ImportProgress watch = new ImportProgress(file.size(), progress)) {
      Decision decision = send(file, key, tries, watch);
      // A refusal holds for its key for good, while the series may fit by now. It changed nothing,
      // so the next key is safe; a file that came in is found under the last key that was used.
      for (int next = 2; next <= MAX_KEYS && isOldRefusal(decision); next++) {
        decision = send(file, key + "-" + next, tries, watch);
      }
      return decision;
    }
  }

  private Decision send(ImportFile file, String key, Patience tries, ImportProgress watch)
      throws InterruptedException, Patience.RanOut {
    return Decision.await(service, tries, () -> post(file, key, watch));
  }

  private Answer post(ImportFile file, String key, ImportProgress watch)
      throws IOException, InterruptedException {
    BodyPublisher body =
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> watch.watch(file.open())), file.size());
    return service.send(
        service
            .request(path())
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "text/csv; charset=utf-8")
            .header("Idempotency-Key", "\"" + key + "\"")
            .header("Prefer", "wait=30")
            .POST(body));
  }

  private String path() {
    return "series/%s/import?dryRun=%s%s"
        .formatted(
            ServiceApi.encode(series),
            dryRun,
            reason == null ? "" : "&reason=" + ServiceApi.encode(reason));
  }

  private static boolean isOldRefusal(Decision decision) {
    return !decision.isAccepted()
        && (decision.isReplayed()
            || decision.body().path("code").asText("").equals("idempotency-key-reused"));
  }
}
