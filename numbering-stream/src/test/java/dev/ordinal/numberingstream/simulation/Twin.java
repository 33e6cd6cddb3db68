package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Event;
import dev.ordinal.numberingstream.NumberingStreamApplication;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The writer who never crashed: it does what was committed, one step after the other, over tables
 * of its own.
 */
final class Twin {

  private final Violations violations;
  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = new Writer(NumberingStreamApplication.CAPABILITIES, tables);
  private boolean isLost;

  Twin(Violations violations) {
    this.violations = violations;
  }

  /** Does the same, and is led to the same. */
  void follow(Step step) {
    if (isLost || step.isParked()) {
      return;
    }
    List<Event> events;
    try {
      events = eventsOf(step);
    } catch (RuntimeException e) {
      isLost = true;
      differs("cannot follow " + step + ": " + e);
      return;
    }
    violations.check(
        events.equals(step.events()),
        Promise.STATE_SURVIVES,
        () -> step + " was led elsewhere than to " + events);
  }

  private List<Event> eventsOf(Step step) {
    if (step.command() != null) {
      return writer.decide(step.command().envelope(), step.at()).events();
    }
    return step.deadline() != null
        ? writer.expire(step.deadline(), step.at())
        : writer.define(step.definitions(), step.at());
  }

  /** Compares its state with that of another after the same steps. */
  void compare(InMemoryTables others) {
    Map<String, Map<String, Object>> mine = tables.content();
    Map<String, Map<String, Object>> theirs = others.content();
    if (!isLost && !mine.equals(theirs)) {
      Set<String> tables = new TreeSet<>(mine.keySet());
      tables.addAll(theirs.keySet());
      tables.removeIf(table -> Objects.equals(mine.get(table), theirs.get(table)));
      differs("another state in the tables " + tables);
    }
  }

  private void differs(String what) {
    violations.check(false, Promise.STATE_SURVIVES, () -> what);
  }
}
