package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** The faults of one round, each with the parts that it hits: no part is hit by two. */
final class Strikes<S extends Deployment> {

  private final Map<Fault<S>, Set<Part>> hits = new LinkedHashMap<>();

  /** Adds a fault if it hits none of the parts that others do; answers whether it did. */
  boolean add(Fault<S> fault, Random random) {
    if (hits.containsKey(fault)) {
      return false;
    }
    List<Set<Part>> choices = new ArrayList<>(fault.hits());
    Collections.shuffle(choices, random);
    for (Set<Part> parts : choices) {
      if (parts.stream().allMatch(this::isFree)) {
        hits.put(fault, parts);
        return true;
      }
    }
    return false;
  }

  /** Whether no fault hits a part. */
  boolean isFree(Part part) {
    return hits.values().stream().noneMatch(parts -> parts.contains(part));
  }

  /** What a fault of this round hits. */
  Set<Part> parts(Fault<S> fault) {
    return Objects.requireNonNull(hits.get(fault), fault.name());
  }

  /** In the order in which they were added. */
  List<Fault<S>> faults() {
    return List.copyOf(hits.keySet());
  }

  int size() {
    return hits.size();
  }

  List<String> names() {
    return hits.keySet().stream().map(Fault::name).toList();
  }
}
