package dev.ordinal.systemtests.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A few faults of each stage, others in each build; {@code ./ordinal torture} tries all of them.
 * What fails says which transactions are open, and leaves its folder; {@code -Dordinal.seed=N}
 * replays it.
 */
class CrashIT {

  private static final int FAULTS = 2;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final long seed = Long.getLong("ordinal.seed", System.nanoTime());

  static List<Stage<?>> stages() {
    return Stage.all();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void afterEachFaultItWritesAgainAndNothingToldHasChanged(Stage<?> stage) {
    System.out.printf("stage %s, -Dordinal.seed=%d, folder %s%n", stage.name(), seed, folder);
    Random random = new Random(seed);
    new StageRun<>(stage.sample(FAULTS, random), random).run(folder, 1, System.out::println);
  }
}
