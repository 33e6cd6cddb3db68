package dev.ordinal.local.replay;

import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.StopOnSignal;
import dev.ordinal.local.progress.ProgressBar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The way of a file through the service: read it, post it, read its numbers back, report. */
final class Replay {

  /** Longer than a service needs that was killed and is started again. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OrdersApi api;
  private final int concurrency;
  private final PrintWriter out;
  private final Report report;
  private final Tally tally = new Tally();

  /**
   * Does nothing yet.
   *
   * @param concurrency orders posted at a time, at least 1
   * @param out for the tables
   */
  Replay(OrdersApi api, int concurrency, PrintWriter out) {
    this.api = api;
    this.concurrency = concurrency;
    this.out = out;
    this.report = new Report(out);
  }

  /**
   * Replays {@code file}; once on each object.
   *
   * @param rejectsFile replaced by the report of what is no order
   * @return whether all orders of the file are there, without hole or duplicate
   * @throws ClientFailure if a file cannot be used or the service does not answer for long
   */
  boolean run(Path file, Path rejectsFile) throws ClientFailure, InterruptedException {
    RetailFile retail = RetailFile.read(file);
    checkDiffer(file, rejectsFile);
    out.printf(
        Locale.ROOT,
        "%s: %,d rows hold %,d orders of %,d lines; %,d rows are no order.%n",
        file.getFileName(),
        retail.rows(),
        retail.orders().size(),
        retail.lines(),
        retail.notOrders().size());
    out.flush();
    try (StopOnSignal signal = new StopOnSignal();
        Rejects rejects = Rejects.create(rejectsFile)) {
      rejects.addAll(retail.notOrders());
      api.probe();
      post(retail, rejects, signal);
      List<Day> days = new ReadBack(api, PATIENCE).days(tally.numbers());
      report.days(days);
      long absent = retail.orders().size() - tally.numbered();
      report.verdict(absent, Day.total(days));
      return absent == 0 && Day.total(days).isWhole();
    } catch (IOException e) {
      throw ClientFailure.broken(rejectsFile + " cannot be written: " + e);
    }
  }

  private void post(RetailFile retail, Rejects rejects, StopOnSignal signal)
      throws ClientFailure, InterruptedException, IOException {
    OrderPoster poster = new OrderPoster(api, PATIENCE, signal.stop(), tally::addLatency);
    long begin = System.nanoTime();
    ProgressBar progress = new ProgressBar("replay", "orders", retail.orders().size(), System.err);
    try {
      new ReplayRun(poster, tally, rejects, signal.stop())
          .post(retail.orders(), concurrency, progress);
    } finally {
      progress.close();
      rejects.flush();
      report.run(retail, tally, Duration.ofNanos(System.nanoTime() - begin), rejects.file());
    }
  }

  private static void checkDiffer(Path file, Path rejectsFile) throws ClientFailure {
    try {
      if (Files.exists(rejectsFile) && Files.isSameFile(file, rejectsFile)) {
        throw ClientFailure.badInput("--rejects would overwrite " + file);
      }
    } catch (IOException e) {
      throw ClientFailure.badInput(rejectsFile + " cannot be used: " + e);
    }
  }
}
