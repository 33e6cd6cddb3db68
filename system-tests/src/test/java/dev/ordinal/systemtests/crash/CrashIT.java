package dev.ordinal.systemtests.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A few faults of each stage; {@code ./ordinal torture} tries all of them. {@code -Pcrash
 * -Dordinal.rounds=50} makes it so many kills of {@code up} in a row. What fails says which
 * transactions are open, and leaves its folder; {@code -Dordinal.seed=N} replays it.
 */
class CrashIT {

  private static final List<String> OF_EVERY_BUILD =
      List.of(
          "up-killed-in-commit",
          "everything-killed-in-commit",
          "numbering-killed",
          "projections-killed-in-commit",
          "network-half-open",
          "answers-lost",
          "one-broker-killed-in-commit");

  private static final int KILLS = Integer.getInteger("ordinal.rounds", 0);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final long seed = Long.getLong("ordinal.seed", System.nanoTime());

  static List<Stage<?>> stages() {
    return KILLS == 0 ? Stage.of(OF_EVERY_BUILD) : List.of(UpFaults.STAGE);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void afterEachFaultItWritesAgainAndNothingToldHasChanged(Stage<?> stage) {
    System.out.printf("stage %s, -Dordinal.seed=%d, folder %s%n", stage.name(), seed, folder);
    int rounds = Math.max(1, (KILLS + stage.faults().size() - 1) / stage.faults().size());
    Matrix matrix = new Matrix(List.of(stage));
    try {
      new StageRun<>(stage, new Random(seed))
          .run(
              folder,
              Plan.alone(rounds),
              round -> {
                matrix.add(round);
                System.out.printf("round %d: %s%n", matrix.size(), round);
              });
    } finally {
      System.out.println(matrix.markdown());
    }
  }
}
