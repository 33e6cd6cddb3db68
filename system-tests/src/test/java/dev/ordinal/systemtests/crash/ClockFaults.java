package dev.ordinal.systemtests.crash;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.harness.Clocks;
import dev.ordinal.systemtests.harness.Cluster.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionTimeoutException;

/** What is done to the clocks of the broker and the services, in the first hour of a year. */
final class ClockFaults {

  /** Midnight where the documents of {@link Work#DOCUMENT} are numbered by month. */
  private static final Instant NEW_YEAR =
      ZonedDateTime.of(LocalDateTime.of(2027, Month.JANUARY, 1, 0, 0), ZoneId.of("Asia/Bangkok"))
          .toInstant();

  /** What all clocks of a cluster show when it starts. */
  static final Instant START = NEW_YEAR.plus(Duration.ofMinutes(10));

  private static final List<String> PERIODS = List.of("2026-12", "2027-01");

  private static final List<Part> VICTIMS =
      List.of(Part.API, Part.NUMBERING, Part.SECOND_NUMBERING, Part.PROJECTIONS, Part.KAFKA);

  /** Brokers refuse records of more than an hour ahead of their clock. */
  private static final int LONGEST_STEP_MINUTES = 25;

  private static final Duration STEPPED = Duration.ofSeconds(8);
  private static final Duration BEFORE_MIDNIGHT = Duration.ofSeconds(3);
  private static final Duration UNTIL_IN_BOTH = Duration.ofSeconds(30);

  static final List<Fault<Site>> ALL =
      List.of(
          new Fault<>(
              Fault.oneOf(VICTIMS),
              "clock-forward",
              "the clock of one of the broker and the services leaps ahead by 1 to 25 minutes, and"
                  + " back after eight seconds",
              Clocks::trouble,
              (site, blow) -> step(site, blow, 1)),
          new Fault<>(
              Fault.oneOf(VICTIMS),
              "clock-back",
              "the same into the past",
              Clocks::trouble,
              (site, blow) -> step(site, blow, -1)),
          new Fault<>(
              // Commands must be accepted meanwhile, and what became of them be read.
              List.of(Set.of(Part.API, Part.KAFKA, Part.NETWORK, Part.POSTGRES, Part.PROJECTIONS)),
              "year-end",
              "the clock of the API is set to three seconds before the end of the year, so that"
                  + " documents go from the number series of one month to the next; then right",
              Clocks::trouble,
              (site, blow) -> {
                List<Long> before = documents(site);
                Instant late = NEW_YEAR.minus(BEFORE_MIDNIGHT);
                blow.fall(() -> site.clocks().set(Part.API.name(), late));
                blow.aimed(numbersBoth(site, before));
                site.clocks().step(Part.API.name(), Duration.ZERO);
              }));

  private ClockFaults() {}

  private static void step(Site site, Blow blow, int direction) {
    String clock = blow.part().name();
    int minutes = direction * (1 + blow.random().nextInt(LONGEST_STEP_MINUTES));
    blow.fall(() -> site.clocks().step(clock, Duration.of(minutes, MINUTES)));
    blow.awaitSince(STEPPED);
    blow.awaitRecovery();
    site.clocks().step(clock, Duration.ZERO);
  }

  /** How many documents each period has, as far as the read model is. */
  private static List<Long> documents(Site site) {
    return PERIODS.stream()
        .map(period -> site.client().get("/series/BOQ/sequence?period=" + period))
        .map(answer -> answer.body().path("current").asLong())
        .toList();
  }

  /** Waits until both periods have got numbers since; false if one has none for long. */
  private static boolean numbersBoth(Site site, List<Long> before) {
    try {
      await("numbers of both periods")
          .atMost(UNTIL_IN_BOTH)
          .until(
              () -> documents(site),
              now -> now.get(0) > before.get(0) && now.get(1) > before.get(1));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }
}
