package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.crash.StageRun.BrokenPromise;
import dev.ordinal.systemtests.harness.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stages, some of them side by side, with a line for each round. For one use. */
final class TortureRun {

  private final PrintWriter out;
  private final Matrix matrix;
  private final long seed;
  private final Plan plan;
  private final long start = System.nanoTime();
  private int total;
  private Runnable afterEachRound = () -> {};

  /**
   * Nothing has run yet.
   *
   * @param matrix hears of each round
   * @param seed of all stages, each of which makes its own choices with it
   */
  TortureRun(PrintWriter out, Matrix matrix, long seed, Plan plan) {
    this.out = out;
    this.matrix = matrix;
    this.seed = seed;
    this.plan = plan;
  }

  /**
   * Runs all of them; the first ones first.
   *
   * @param atOnce how many run side by side
   * @param afterEachRound is never run by two threads at once
   */
  void run(List<Stage<?>> stages, int atOnce, Runnable afterEachRound) {
    this.afterEachRound = afterEachRound;
    List<Stage<?>> tried = new ArrayList<>();
    for (Stage<?> stage : stages) {
      Stage<?> rest = stage.with(this::canBeTried);
      if (!rest.faults().isEmpty()) {
        tried.add(rest);
      }
    }
    total = plan.times() * tried.stream().mapToInt(stage -> stage.faults().size()).sum();
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    try {
      CompletableFuture.allOf(
              tried.stream()
                  .map(stage -> CompletableFuture.runAsync(() -> run(stage), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean canBeTried(Fault<?> fault) {
    Optional<String> trouble = fault.trouble().get();
    trouble.ifPresent(
        why -> {
          matrix.leftOut(fault, why);
          say("LEFT OUT: %s: %s".formatted(fault.name(), why));
        });
    return trouble.isEmpty();
  }

  private void run(Stage<?> stage) {
    say("stage %s: %s".formatted(stage.name(), stage.what()));
    Path folder = null;
    try {
      folder = Files.createTempDirectory("ordinal-torture-");
      Random random = new Random(31 * seed + stage.name().hashCode());
      new StageRun<>(stage, random).run(folder, plan, this::done);
      Folders.delete(folder);
      say("stage %s is over, and its audit is clean".formatted(stage.name()));
    } catch (BrokenPromise e) {
      violated(e.fault(), folder, e);
    } catch (RuntimeException | AssertionError e) {
      violated("the start of stage " + stage.name(), folder, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void violated(String when, @Nullable Path folder, Throwable e) {
    matrix.violated(when, String.valueOf(e.getMessage()));
    say("VIOLATED in %s, folder %s: %s".formatted(when, folder, e.getMessage()));
  }

  private synchronized void done(Round round) {
    matrix.add(round);
    afterEachRound.run();
    int size = matrix.size();
    double perRound = (System.nanoTime() - start) / 1e9 / size;
    Duration left = Duration.ofSeconds(Math.round(perRound * (total - size)));
    say(
        String.format(
            Locale.ROOT,
            "[%3d/%d, %3d:%02d left] %s",
            size,
            total,
            left.toMinutes(),
            left.toSecondsPart(),
            round));
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
