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
 * {@code -Pcrash -Dordinal.rounds=50} makes it so many kills of {@code up} in a row. What fails
 * says which transactions are open, and leaves its folder; {@code -Dordinal.seed=N} replays it.
 */
class CrashIT {

  private static final int FAULTS = 2;
  private static final int KILLS = Integer.getInteger("ordinal.rounds", 0);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final long seed = Long.getLong("ordinal.seed", System.nanoTime());
  private final Random random = new Random(seed);

  static List<Stage<?>> stages() {
    return KILLS == 0 ? Stage.all() : List.of(UpFaults.STAGE);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void afterEachFaultItWritesAgainAndNothingToldHasChanged(Stage<?> stage) {
    System.out.printf("stage %s, -Dordinal.seed=%d, folder %s%n", stage.name(), seed, folder);
    Stage<?> tried = KILLS == 0 ? stage.sample(FAULTS, random) : stage;
    int rounds = Math.max(1, (KILLS + tried.faults().size() - 1) / tried.faults().size());
    Matrix matrix = new Matrix(List.of(tried));
    try {
      new StageRun<>(tried, random)
          .run(
              folder,
              rounds,
              round -> {
                matrix.add(round);
                System.out.printf("round %d: %s%n", matrix.size(), round);
              });
    } finally {
      System.out.println(matrix.markdown());
    }
  }
}
