package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Deployment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * How the faults of a stage are spread over rounds.
 *
 * @param times how often each strikes
 * @param together how many strike at once at most
 * @param packed whether as many as can strike at once do, after a short load, which takes the least
 *     time; else each round picks how many, so that each fault strikes alone as well
 */
record Plan(int times, int together, boolean packed) {

  /** Each fault so often, alone. */
  static Plan alone(int times) {
    return new Plan(times, 1, false);
  }

  /** How many positive answers there are in a round before the blow. */
  int answersBefore(Random random) {
    return packed ? 100 + random.nextInt(200) : 200 + random.nextInt(400);
  }

  /** Rounds in a random order; faults of one round hit different parts. */
  <S extends Deployment> List<Strikes<S>> rounds(List<Fault<S>> faults, Random random) {
    List<Fault<S>> left = new ArrayList<>();
    faults.forEach(fault -> left.addAll(Collections.nCopies(times, fault)));
    Collections.shuffle(left, random);
    List<Strikes<S>> rounds = new ArrayList<>();
    while (!left.isEmpty()) {
      int size = packed ? together : 1 + random.nextInt(together);
      Strikes<S> round = new Strikes<>();
      for (Iterator<Fault<S>> next = left.iterator(); next.hasNext() && round.size() < size; ) {
        if (round.add(next.next(), random)) {
          next.remove();
        }
      }
      rounds.add(round);
    }
    return rounds;
  }
}
