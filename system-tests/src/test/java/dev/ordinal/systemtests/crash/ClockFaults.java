package dev.ordinal.systemtests.crash;

import static java.time.temporal.ChronoUnit.MINUTES;

import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Clocks;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/** What is done to the clocks of services, in the first hour of a year. */
final class ClockFaults {

  /** Midnight where the documents of {@link Work#DOCUMENT} are numbered by month. */
  private static final Instant NEW_YEAR =
      ZonedDateTime.of(LocalDateTime.of(2027, Month.JANUARY, 1, 0, 0), ZoneId.of("Asia/Bangkok"))
          .toInstant();

  private static final List<String> PERIODS = List.of("2026-12", "2027-01");

  private static final List<Part> VICTIMS =
      List.of(Part.API, Part.NUMBERING, Part.SECOND_NUMBERING, Part.PROJECTIONS, Part.KAFKA);

  /** Brokers refuse records of more than an hour ahead of their clock. */
  private static final int LONGEST_STEP_MINUTES = 25;

  private static final Duration STEPPED = Duration.ofSeconds(8);
  private static final Duration BEFORE_MIDNIGHT = Duration.ofSeconds(3);
  private static final Duration UNTIL_IN_BOTH = Duration.ofSeconds(30);

  static final Stage<AtYearEnd> STAGE =
      new Stage<>(
          "clock",
          "the same services, all of whose clocks show the first hour of 2027",
          AtYearEnd::start,
          Clocks::trouble,
          List.of(
              new Fault<>(
                  Set.copyOf(VICTIMS),
                  "clock-forward",
                  "the clock of one of the broker and the services leaps ahead by 1 to 25 minutes,"
                      + " and back after eight seconds",
                  (site, blow) -> step(site, blow, 1)),
              new Fault<>(
                  Set.copyOf(VICTIMS),
                  "clock-back",
                  "the same into the past",
                  (site, blow) -> step(site, blow, -1)),
              new Fault<>(
                  Set.of(Part.API),
                  "year-end",
                  "the clock of the API is set to three seconds before the end of the year, so that"
                      + " documents go from the number series of one month to the next; then right",
                  (site, blow) -> {
                    List<Long> before = site.documents();
                    Instant late = NEW_YEAR.minus(BEFORE_MIDNIGHT);
                    blow.fall(() -> site.clocks().set(Part.API.name(), late));
                    blow.aimed(site.numbersBoth(before, blow));
                    site.clocks().step(Part.API.name(), Duration.ZERO);
                  })));

  private ClockFaults() {}

  private static void step(AtYearEnd site, Blow blow, int direction) {
    Part victim = VICTIMS.get(blow.random().nextInt(VICTIMS.size()));
    int minutes = direction * (1 + blow.random().nextInt(LONGEST_STEP_MINUTES));
    blow.fall(() -> site.clocks().step(victim.name(), Duration.of(minutes, MINUTES)));
    blow.awaitSince(STEPPED);
    blow.awaitRecovery();
    site.clocks().step(victim.name(), Duration.ZERO);
  }

  /** A cluster whose processes have clocks of their own. */
  record AtYearEnd(Cluster cluster, Clocks clocks) implements Deployment {

    static AtYearEnd start(Path folder) {
      Clocks clocks = new Clocks(folder.resolve("clocks"), NEW_YEAR.plus(Duration.ofMinutes(10)));
      Cluster cluster = new Cluster(folder, ClusterFaults.environment());
      AtYearEnd site = new AtYearEnd(cluster, clocks);
      ClusterFaults.startAll(cluster, part -> clocks.environment(part.name()));
      String shown = site.client().get("/health-check?type=ready").header("Date");
      if (!shown.contains("31 Dec 2026")) {
        cluster.close();
        throw new IllegalStateException("the clock of the API could not be set, it is " + shown);
      }
      return site;
    }

    /** How many documents each period has, as far as the read model is. */
    private List<Long> documents() {
      return PERIODS.stream()
          .map(period -> client().get("/series/BOQ/sequence?period=" + period))
          .map(answer -> answer.body().path("current").asLong())
          .toList();
    }

    /** Waits until both periods have got numbers since; false if one has none for long. */
    private boolean numbersBoth(List<Long> before, Blow blow) throws InterruptedException {
      List<Long> now = documents();
      while (!(now.get(0) > before.get(0) && now.get(1) > before.get(1))) {
        if (blow.sinceFall().compareTo(UNTIL_IN_BOTH) > 0) {
          return false;
        }
        Thread.sleep(200);
        now = documents();
      }
      return true;
    }

    @Override
    public Client client() {
      // Gateways sign with the time, which must be near that of the API.
      return cluster.client().withClock(() -> clocks.now(Part.API.name()));
    }

    @Override
    public Ports ports() {
      return cluster.ports();
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
