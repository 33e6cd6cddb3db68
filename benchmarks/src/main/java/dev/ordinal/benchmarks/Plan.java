package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.peers.Peer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a run measures and for how long.
 *
 * @param callers of the closed loops, rising
 * @param window how long each measurement takes
 * @param rounds how often each pair is measured
 * @param warmUp the longest time for which a server is warmed up
 * @param peers what Ordinal is held against
 */
record Plan(List<Integer> callers, Duration window, int rounds, Duration warmUp, Set<Peer> peers) {

  /** Callers where pools are compared and servers warmed up: as many as wait in a busy shop. */
  private static final int BUSY = 200;

  Plan {
    callers = callers.stream().sorted().distinct().toList();
    peers = Set.copyOf(peers);
  }

  /** Where pools are compared and servers warmed up. */
  int busy() {
    return callers.contains(BUSY) ? BUSY : callers.get(callers.size() - 1);
  }

  boolean has(Peer peer) {
    return peers.contains(peer);
  }

  /** How long a server that is no part of a target is warmed up at most. */
  Duration shortWarmUp() {
    return warmUp.dividedBy(4);
  }

  /** How long each pool size is tried. */
  Duration glance() {
    return window.dividedBy(2);
  }
}
