package dev.ordinal.numberingstream.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole core under all that can go wrong around it. {@code -Dordinal.seeds=N} runs more seeds
 * than the build does; {@code -Dordinal.seed=N} replays one and prints what led to a violation.
 */
class SimulationTest {

  private static final int COMMANDS = 1_000;
  private static final int SEEDS = Integer.getInteger("ordinal.seeds", 200);

  /** A planted bug shows in fewer. */
  private static final int SEEDS_TO_CATCH = 100;

  private static final int LAST_STEPS = 40;
  private static final Planted NOTHING = new Planted(null);

  @Test
  void whateverGoesWrongEveryPromiseIsKept() {
    Long replayed = Long.getLong("ordinal.seed");
    long first = replayed == null ? System.nanoTime() : replayed;
    int seeds = replayed == null ? SEEDS : 1;
    Set<Class<?>> seen = new HashSet<>();
    long begin = System.nanoTime();
    for (long seed = first; seed < first + seeds; seed++) {
      Simulation run = new Simulation(seed, COMMANDS, NOTHING, null);
      Map<Promise, String> broken = run.run();
      if (!broken.isEmpty()) {
        throw new AssertionError(report(seed));
      }
      seen.addAll(run.seen());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%d seeds from %d on: %.1f s, %.0f commands/s%n",
        seeds, first, seconds, (double) seeds * COMMANDS / seconds);
    if (replayed == null) {
      assertThat(seen).containsExactlyInAnyOrderElementsOf(allEvents());
    }
  }

  /** What a violation is, and the last steps that led to it. */
  private static String report(long seed) {
    List<String> trace = new ArrayList<>();
    Map<Promise, String> broken = new Simulation(seed, COMMANDS, NOTHING, trace).run();
    int end = trace.lastIndexOf(Violations.FIRST) + 1;
    List<String> lastSteps = trace.subList(Math.max(0, end - LAST_STEPS), end);
    return "replay with -Dordinal.seed=%d%n%s%nafter%n%s"
        .formatted(seed, broken, String.join(System.lineSeparator(), lastSteps));
  }

  private static Set<Class<?>> allEvents() {
    Set<Class<?>> all = new HashSet<>();
    Families.EVENTS.forEach(family -> all.addAll(Arrays.asList(family.getPermittedSubclasses())));
    // That names the definition that it is about, which callers do not know here.
    all.remove(SubscriptionDisabled.class);
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void everyPlantedBugIsCaught(Bug bug) {
    Map<Promise, String> broken = Map.of();
    int seed = 0;
    while (seed < SEEDS_TO_CATCH && !bug.isShownBy(broken.keySet())) {
      broken = new Simulation(++seed, COMMANDS, new Planted(bug), null).run();
    }
    System.out.printf("%s is caught with seed %d: %s%n", bug, seed, broken.keySet());
    assertThat(bug.isShownBy(broken.keySet()))
        .as("of %s, with seed %d: %s", bug, seed, broken)
        .isTrue();
    assertThat(new Simulation(seed, COMMANDS, NOTHING, null).run()).as("without it").isEmpty();
  }

  @Test
  void aSeedRunsTheSameAgain() {
    List<String> once = new ArrayList<>();
    List<String> again = new ArrayList<>();
    new Simulation(7, COMMANDS, NOTHING, once).run();
    new Simulation(7, COMMANDS, NOTHING, again).run();
    assertThat(once).isNotEmpty().isEqualTo(again);
  }
}
