package dev.ordinal.numberingstream.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs of the whole core under all that can go wrong around it. {@code -Dordinal.seeds=N} runs more
 * of them; {@code -Dordinal.seed=N} replays one.
 */
class SimulationTest {

  private static final int COMMANDS = 1_000;
  private static final int SEEDS = Integer.getInteger("ordinal.seeds", 200);
  private static final int LAST_STEPS = 60;
  private static final Planted NOTHING = new Planted(null);

  @Test
  void whateverGoesWrongEveryPromiseIsKept() {
    Long replayed = Long.getLong("ordinal.seed");
    long first = replayed == null ? System.nanoTime() : replayed;
    int seeds = replayed == null ? SEEDS : 1;
    long begin = System.nanoTime();
    for (long seed = first; seed < first + seeds; seed++) {
      Map<Promise, String> broken = new Simulation(seed, COMMANDS, NOTHING, null).run();
      assertThat(broken)
          .as(
              "replay with -Dordinal.seed=%d; before it: %s",
              seed, broken.isEmpty() ? "" : lastSteps(seed))
          .isEmpty();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%d seeds from %d on, of %d commands each, in %.1f s%n", seeds, first, COMMANDS, seconds);
  }

  private static String lastSteps(long seed) {
    List<String> trace = new ArrayList<>();
    new Simulation(seed, COMMANDS, NOTHING, trace).run();
    int end =
        trace.indexOf(
            trace.stream()
                .filter(line -> line.endsWith("the first violation"))
                .findFirst()
                .orElse(""));
    return String.join("\n", trace.subList(Math.max(0, end - LAST_STEPS), end + 1));
  }

  @ParameterizedTest
  @EnumSource
  void everyPlantedBugIsCaught(Bug bug) {
    Map<Promise, String> broken = Map.of();
    int seed = 0;
    while (bug.broken().stream().noneMatch(broken::containsKey) && seed < 50) {
      broken = new Simulation(++seed, COMMANDS, new Planted(bug), null).run();
    }
    System.out.printf("%s: seed %d, %s%n", bug, seed, broken);
    assertThat(broken.keySet()).as("of %s", broken).containsAnyElementsOf(bug.broken());
  }
}
