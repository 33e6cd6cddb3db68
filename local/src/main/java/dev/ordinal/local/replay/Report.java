package dev.ordinal.local.replay;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a run prints at its end, for people: a table of the run and one of the days. */
final class Report {

  private final PrintWriter out;

  Report(PrintWriter out) {
    this.out = out;
  }

  /** What became of the orders of {@code file} within {@code elapsed}. */
  void run(RetailFile file, Tally tally, Duration elapsed, Path rejects) {
    out.println();
    count("orders in file", file.orders().size());
    count("placed", tally.placed());
    count("repeated", tally.repeated());
    count("rejected", tally.refused());
    if (tally.undecided() > 0) {
      count("undecided", tally.undecided());
    }
    if (file.orders().size() > tally.posted()) {
      count("not posted", file.orders().size() - tally.posted());
    }
    count("rows not orders", file.notOrders().size());
    double seconds = elapsed.toNanos() / 1e9;
    row("elapsed", "%,.1f s", seconds);
    row("throughput", "%,.0f/s", tally.numbered() / seconds);
    row("p50", "%,.1f ms", tally.latencyMillis(50));
    row("p95", "%,.1f ms", tally.latencyMillis(95));
    row("p99", "%,.1f ms", tally.latencyMillis(99));
    if (file.notOrders().size() + tally.refused() > 0) {
      out.println("rejects by line and reason: " + rejects);
    }
    out.flush();
  }

  /** What the service lists. */
  void days(List<Day> days) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%-10s  %-20s  %-20s  %8s  %7s  %10s  %7s%n",
        "period",
        "first",
        "last",
        "count",
        "holes",
        "duplicates",
        "missing");
    days.forEach(this::day);
    day(Day.total(days));
    out.println();
    out.printf(
        Locale.ROOT,
        "%,d of %,d days begin at 0001.%n",
        days.stream().filter(Day::startsAtOne).count(),
        days.size());
    out.flush();
  }

  /** Whether the run did what it was for, in one line. */
  void verdict(long absent, Day total) {
    if (absent == 0 && total.isWhole()) {
      out.println("Complete: all orders of the file are there, without hole or duplicate.");
    } else {
      out.printf(
          Locale.ROOT,
          "NOT complete: %,d orders of the file have no number; %,d holes, %,d duplicates,"
              + " %,d numbers missing.%n",
          absent,
          total.holes(),
          total.duplicates(),
          total.missing());
    }
    out.flush();
  }

  private void day(Day day) {
    out.printf(
        Locale.ROOT,
        "%-10s  %-20s  %-20s  %,8d  %,7d  %,10d  %,7d%n",
        day.period(),
        day.first(),
        day.last(),
        day.count(),
        day.holes(),
        day.duplicates(),
        day.missing());
  }

  private void count(String name, long value) {
    row(name, "%,d", value);
  }

  private void row(String name, String format, Object value) {
    out.printf(Locale.ROOT, "%-16s%12s%n", name, String.format(Locale.ROOT, format, value));
  }
}
