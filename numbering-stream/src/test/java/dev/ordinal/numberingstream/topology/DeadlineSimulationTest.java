package dev.ordinal.numberingstream.topology;

import static dev.ordinal.numberingstream.leads.LeadExamples.claim;
import static dev.ordinal.numberingstream.leads.LeadExamples.createLead;
import static dev.ordinal.numberingstream.leads.LeadExamples.envelope;
import static dev.ordinal.numberingstream.leads.LeadExamples.renew;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.PartitionClock;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.leads.Leads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Leases under clocks that jump, writers that are down and commands that are slow to arrive. */
class DeadlineSimulationTest {

  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration LOOKS = Duration.ofMillis(250);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration HOLD = Duration.ofMinutes(2);
  private static final Duration SLOWEST = Duration.ofSeconds(4);

  private final long seed = Long.getLong("ordinal.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void withARightClockALeaseEndsOnceAndAtTheLatestAGraceAndTwoLooksAfterItsTime() {
    World world = new World(false);
    world.run(Duration.ofMinutes(30));
    world.settle();
    assertThat(world.late).as("seed %d", seed).isNotEmpty();
    Duration latest = GRACE.plus(LOOKS.multipliedBy(2)).plus(INTERVAL).plus(STEP.multipliedBy(2));
    assertThat(world.late.values())
        .as("seed %d", seed)
        .allMatch(late -> late.compareTo(latest) <= 0);
  }

  @Test
  void whateverHappensNoRenewalThatWasAcceptedInTimeIsRefused() {
    for (int run = 0; run < 8; run++) {
      World world = new World(true);
      world.run(Duration.ofMinutes(30));
      world.settle();
      assertThat(world.renewed).as("seed %d, run %d", seed, run).isPositive();
    }
  }

  /** All there is: callers, the log, a writer, and the true time. */
  private final class World {
    private final boolean rough;
    private final Writer writer = new Writer(List.of(new Leads()), new InMemoryTables());
    private final PriorityQueue<Sent> onTheWay =
        new PriorityQueue<>(Comparator.comparing(Sent::durable).thenComparing(Sent::order));
    private final List<CommandEnvelope> log = new ArrayList<>();
    private final Deque<Look> looks = new ArrayDeque<>();
    private final Map<String, Instant> leases = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();
    private final Map<String, Duration> late = new HashMap<>();
    private Instant now = START;
    private Duration error = Duration.ZERO;
    private Instant errorEnds = START;
    private final SteadyClock clock =
        new SteadyClock(() -> now.plus(error), () -> Duration.between(START, now).toNanos(), HOLD);
    private PartitionClock time = new PartitionClock(GRACE, HOLD);
    private Instant lastPassed = Instant.MIN;
    private @Nullable Instant decidedUpTo;
    private int decided;
    private Instant downUntil = START;
    private Instant nextLook = START;
    private Instant nextTick = START;
    private int leads;
    private int sent;
    private int renewed;

    private record Sent(CommandEnvelope command, Instant durable, int order) {}

    /** How long the log was. */
    private record Look(Instant at, int length) {}

    World(boolean rough) {
      this.rough = rough;
    }

    void run(Duration duration) {
      for (Instant end = now.plus(duration); now.isBefore(end); ) {
        if (random.nextInt(10) == 0) {
          newLead();
        }
        if (rough) {
          disturb();
        }
        step();
      }
    }

    /** Lets everything end that has to. */
    void settle() {
      error = Duration.ZERO;
      downUntil = now;
      for (Instant end = now.plus(Duration.ofMinutes(20)); now.isBefore(end); ) {
        step();
      }
      assertThat(decided).isEqualTo(log.size());
      assertThat(leases).as("seed %d: leases that never ended", seed).isEmpty();
    }

    private void newLead() {
      String lead = "lead-" + leads++;
      int seconds = 1 + random.nextInt(120);
      send(lead + "-create", createLead(lead), Duration.ZERO, Duration.ZERO);
      send(lead + "-claim", claim(lead, "ada", seconds, false), Duration.ZERO, Duration.ZERO);
      Duration after = Duration.ofMillis(random.nextInt(seconds * 1_200) + 1);
      send(lead + "-renew", renew(lead, "ada", 1), after, delay());
    }

    private Duration delay() {
      return random.nextBoolean()
          ? Duration.ZERO
          : Duration.ofMillis(random.nextInt((int) SLOWEST.toMillis()));
    }

    private void send(String key, LeadCommand command, Duration later, Duration delay) {
      Duration skew = Duration.ofMillis(random.nextInt(800) - 400);
      CommandEnvelope envelope = envelope(key, command, now.plus(later).plus(skew), 0);
      onTheWay.add(new Sent(envelope, now.plus(later).plus(delay), sent++));
    }

    private void disturb() {
      if (random.nextInt(2_000) == 0) {
        downUntil = now.plusSeconds(random.nextInt(600));
      }
      if (now.isAfter(errorEnds)) {
        error = Duration.ZERO;
        if (random.nextInt(2_000) == 0) {
          boolean ahead = random.nextBoolean();
          // A leap forward is mended in time; one back can stay for long.
          long seconds = random.nextInt(ahead ? (int) HOLD.toSeconds() : 900);
          errorEnds = now.plusSeconds(seconds);
          error = Duration.ofSeconds((ahead ? 1 : -1) * (11L + random.nextInt(100_000)));
        }
      }
    }

    private void step() {
      now = now.plus(STEP);
      clock.instant();
      while (!onTheWay.isEmpty() && !onTheWay.element().durable().isAfter(now)) {
        log.add(onTheWay.remove().command());
      }
      look();
      if (now.isBefore(downUntil)) {
        time = new PartitionClock(GRACE, HOLD);
        lastPassed = Instant.MIN;
        return;
      }
      for (int i = 0; i < 20 && decided < log.size(); i++) {
        decide(log.get(decided++));
      }
      if (!now.isBefore(nextTick)) {
        tick();
      }
    }

    private void look() {
      if (now.isBefore(nextLook)) {
        return;
      }
      nextLook = now.plus(LOOKS);
      while (!looks.isEmpty() && looks.element().length() <= decided) {
        decidedUpTo = looks.remove().at();
      }
      looks.add(new Look(clock.instant(), log.size()));
    }

    private void decide(CommandEnvelope command) {
      Instant at = clock.instant();
      Instant before =
          command.command() instanceof RenewLease renewal ? told.get(renewal.leadId()) : null;
      Writer.Ruling ruling = writer.decide(command, at);
      take(ruling.events());
      if (command.command() instanceof RenewLease) {
        boolean refused = ruling.reply().rejection() != null;
        Instant expiresAt = Objects.requireNonNull(before);
        boolean inTime = command.acceptedAt().isBefore(expiresAt);
        String what = "seed %d: %s of %s".formatted(seed, command, expiresAt);
        assertThat(inTime && refused).as(what).isFalse();
        boolean isRight = Duration.between(at, now).abs().compareTo(Duration.ofMillis(500)) < 0;
        assertThat(!inTime && !refused && isRight).as(what).isFalse();
        renewed += refused ? 0 : 1;
      }
    }

    private void take(List<Event> events) {
      for (Event event : events) {
        String lead = event.subject();
        if (event instanceof LeadClaimed claimed) {
          leases.put(lead, claimed.leaseExpiresAt());
          told.put(lead, claimed.leaseExpiresAt());
        } else if (event instanceof LeaseRenewed renewal) {
          leases.put(lead, renewal.leaseExpiresAt());
          told.put(lead, renewal.leaseExpiresAt());
        } else if (event instanceof LeaseExpired) {
          Instant end = leases.remove(lead);
          assertThat(end).as("seed %d: ended twice: %s", seed, event).isNotNull();
          late.put(lead, Duration.between(end, now));
        }
      }
    }

    private void tick() {
      Instant at = clock.instant();
      Instant passed = time.passed(at, decidedUpTo, writer.earliestDeadline());
      if (passed != null) {
        assertThat(passed).as("seed %d", seed).isAfter(lastPassed);
        lastPassed = passed;
        for (Deadline deadline : writer.due(passed, 200)) {
          take(writer.expire(deadline, at));
        }
      }
      Duration pause = time.pause(at, writer.earliestDeadline());
      nextTick = now.plus(pause.compareTo(INTERVAL) < 0 ? INTERVAL : pause);
    }
  }
}
