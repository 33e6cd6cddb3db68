package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Deployment;

/**
 * One way to fail under load, and how it is mended.
 *
 * @param name in lower case with hyphens; it names the fault in reports and on the command line
 * @param what what happens, a sentence for readers of the report
 * @param strike makes it happen; returns once it is mended, or when it mends by itself
 */
record Fault<S extends Deployment>(String name, String what, Strike<S> strike) {

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
