package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One way to fail under load, and how it is mended.
 *
 * @param hits the parts that it stops or shakes, all of one of these sets; faults that hit none in
 *     common may strike together
 * @param name in lower case with hyphens; it names the fault in reports and on the command line
 * @param what what happens, a sentence for readers of the report
 * @param trouble why it cannot be tried on this machine; empty if it can
 * @param strike makes it happen; returns once it is mended, or when it mends by itself
 */
record Fault<S extends Deployment>(
    List<Set<Part>> hits,
    String name,
    String what,
    Supplier<Optional<String>> trouble,
    Strike<S> strike) {

  /** One that hits the same parts every time, and that can be tried on every machine. */
  Fault(Set<Part> hits, String name, String what, Strike<S> strike) {
    this(List.of(hits), name, what, Optional::empty, strike);
  }

  /** One that hits one of these parts, and that can be tried on every machine. */
  static <S extends Deployment> Fault<S> ofOneOf(
      List<Part> parts, String name, String what, Strike<S> strike) {
    return new Fault<>(oneOf(parts), name, what, Optional::empty, strike);
  }

  /** Each of these parts, alone. */
  static List<Set<Part>> oneOf(List<Part> parts) {
    return parts.stream().map(Set::of).toList();
  }

  /** The same on a deployment that has the one that this is about. */
  <T extends Deployment> Fault<T> in(Function<T, S> whole) {
    return new Fault<>(
        hits, name, what, trouble, (site, blow) -> strike.at(whole.apply(site), blow));
  }

  /** Strikes a running site once. */
  @FunctionalInterface
  interface Strike<S extends Deployment> {

    /**
     * Makes the fault happen and mends it.
     *
     * @param blow is told at which moment it happens
     * @throws Exception if it cannot be done, which fails the run
     */
    void at(S site, Blow blow) throws Exception;
  }
}
