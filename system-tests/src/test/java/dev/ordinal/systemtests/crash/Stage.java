package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What runs, and the faults that are tried on it, one after the other in one run.
 *
 * @param name in lower case; names it in reports
 * @param what what runs, for readers of the report
 * @param start starts it in a folder and returns once it takes orders
 * @param trouble why it cannot be had on this machine; empty if it can
 */
record Stage<S extends Deployment>(
    String name,
    String what,
    Function<Path, S> start,
    Supplier<Optional<String>> trouble,
    List<Fault<S>> faults) {

  /** One that can be had on every machine. */
  Stage(String name, String what, Function<Path, S> start, List<Fault<S>> faults) {
    this(name, what, start, Optional::empty, faults);
  }

  /** All there are. */
  static List<Stage<?>> all() {
    return List.of(
        UpFaults.STAGE,
        FullDiskFaults.UP,
        ClusterFaults.STAGE,
        FullDiskFaults.CLUSTER,
        ClockFaults.STAGE,
        NetworkFaults.STAGE,
        ThreeBrokersFaults.STAGE);
  }

  /** Those that have these faults, with these faults only; all if none is named. */
  static List<Stage<?>> of(List<String> faults) {
    return all().stream()
        .<Stage<?>>map(stage -> faults.isEmpty() ? stage : stage.with(faults))
        .filter(stage -> !stage.faults().isEmpty())
        .toList();
  }

  private Stage<S> with(List<String> names) {
    return new Stage<>(
        name,
        what,
        start,
        trouble,
        faults.stream().filter(fault -> names.contains(fault.name())).toList());
  }

  @Override
  public String toString() {
    return name;
  }
}
