package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What runs, and the faults that are tried on it, one after the other in one run.
 *
 * @param name in lower case; names it in reports
 * @param what what runs, for readers of the report
 * @param start starts it in a folder and returns once it takes orders
 */
record Stage<S extends Deployment>(
    String name, String what, Function<Path, S> start, List<Fault<S>> faults) {

  /** All there are. */
  static List<Stage<?>> all() {
    return List.of(
        ClusterFaults.STAGE, UpFaults.STAGE, FullDiskFaults.UP, ThreeBrokersFaults.STAGE);
  }

  /** Those that have these faults, with these faults only; all if none is named. */
  static List<Stage<?>> of(List<String> faults) {
    return all().stream()
        .<Stage<?>>map(
            stage -> faults.isEmpty() ? stage : stage.with(f -> faults.contains(f.name())))
        .filter(stage -> !stage.faults().isEmpty())
        .toList();
  }

  /** The same with these faults only. */
  Stage<S> with(Predicate<Fault<S>> which) {
    return new Stage<>(name, what, start, faults.stream().filter(which).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
