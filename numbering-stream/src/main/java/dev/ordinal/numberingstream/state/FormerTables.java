package dev.ordinal.numberingstream.state;

import dev.ordinal.numberingstream.topology.NumberingTopology;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of the versions that kept each in a store of its own.
 *
 * @param ids the changelog of each that is there as it was, by table
 * @param lost those that were there once and are not, or are others of the same name
 */
record FormerTables(Map<String, String> ids, Set<String> lost) {

  /** The tables of the versions that kept no list of them; all of these were always there. */
  private static final Set<String> BEFORE_THE_LIST =
      Set.of(
          "deadlines",
          "documents",
          "lead-tickets",
          "lead-waiters",
          "leads",
          "orders",
          "outcomes",
          "payment-references",
          "payments",
          "sequences",
          "series",
          "unique-names",
          "webhook-subscriptions");

  /**
   * Finds those that are still to be carried over.
   *
   * @param known the ids of the changelogs that were ever made, by store; empty where no list is
   * @param present the ids of those that are there
   */
  static FormerTables find(Map<String, String> known, Map<String, String> present) {
    Map<String, String> ids = new TreeMap<>();
    Set<String> lost = new TreeSet<>();
    boolean isListed = !known.isEmpty();
    if (!known.containsKey(NumberingTopology.STORE)) {
      for (String table : isListed ? known.keySet() : BEFORE_THE_LIST) {
        String id = present.get(table);
        if (id != null && (!isListed || id.equals(known.get(table)))) {
          ids.put(table, id);
        } else {
          lost.add(table);
        }
      }
    }
    // Without a list and without any of them there never were any.
    return isListed || !ids.isEmpty()
        ? new FormerTables(ids, lost)
        : new FormerTables(Map.of(), Set.of());
  }

  /** Whether there are, or were, any. */
  boolean isAny() {
    return !ids.isEmpty() || !lost.isEmpty();
  }
}
