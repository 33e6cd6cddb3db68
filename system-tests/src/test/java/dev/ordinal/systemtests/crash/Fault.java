package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import java.util.Collections;
import java.util.Set;

/**
 * One way to fail under load, and how it is mended.
 *
 * @param hits the parts that it stops or shakes; faults that hit none in common may strike together
 * @param name in lower case with hyphens; it names the fault in reports and on the command line
 * @param what what happens, a sentence for readers of the report
 * @param strike makes it happen; returns once it is mended, or when it mends by itself
 */
record Fault<S extends Deployment>(Set<Part> hits, String name, String what, Strike<S> strike) {

  /** Whether both may strike at once. */
  boolean goesWith(Fault<S> other) {
    return !name.equals(other.name) && Collections.disjoint(hits, other.hits);
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
