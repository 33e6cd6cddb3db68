package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Deployment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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

  /**
   * A plan: each fault as often as wanted, in a random order, alone or with others that hit other
   * parts.
   *
   * @param times of each fault
   * @param together how many strike at once at most
   */
  List<List<Fault<S>>> rounds(int times, int together, Random random) {
    List<Fault<S>> left = new ArrayList<>();
    faults.forEach(fault -> left.addAll(Collections.nCopies(times, fault)));
    Collections.shuffle(left, random);
    List<List<Fault<S>>> rounds = new ArrayList<>();
    while (!left.isEmpty()) {
      int size = 1 + random.nextInt(together);
      List<Fault<S>> round = new ArrayList<>();
      for (Iterator<Fault<S>> next = left.iterator(); next.hasNext() && round.size() < size; ) {
        Fault<S> fault = next.next();
        if (round.stream().allMatch(fault::goesWith)) {
          round.add(fault);
          next.remove();
        }
      }
      rounds.add(round);
    }
    return rounds;
  }

  @Override
  public String toString() {
    return name;
  }
}
