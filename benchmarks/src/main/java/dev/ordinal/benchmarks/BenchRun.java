package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.load.WarmUp;
import dev.ordinal.benchmarks.peers.Peer;
import dev.ordinal.benchmarks.results.Load;
import dev.ordinal.benchmarks.results.Results;
import dev.ordinal.benchmarks.results.Target;
import dev.ordinal.benchmarks.subjects.Subject;
import dev.ordinal.benchmarks.subjects.Subjects;
import dev.ordinal.benchmarks.subjects.Worth;
import java.time.Duration;

/**
 * The whole run: first Ordinal and the counter row side by side, since targets are ratios of these;
 * then, with Ordinal ended, the other peers one by one. Not thread-safe.
 */
final class BenchRun {

  private static final Duration ORDINAL_START = Duration.ofSeconds(15);
  private static final Duration PEER_START = Duration.ofSeconds(6);

  /** Those who are in hand at the end wait for locks and verify. */
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private static final Duration SHORT = Duration.ofSeconds(2);

  private static final int CLAIMANTS = 50;

  /** The pool of the peers that are not swept: enough for each, and not too many for Postgres. */
  private static final int POOL = 10;

  private final Plan plan;
  private final Subjects subjects;
  private final Results results;
  private final Meter meter;

  BenchRun(Plan plan, Subjects subjects, Results results) {
    this.plan = plan;
    this.subjects = subjects;
    this.results = results;
    this.meter = new Meter(results);
  }

  /** All parts, in order. */
  Steps steps() {
    Steps steps = new Steps();
    Started<Subject> ordinal = new Started<>();
    steps.add(
        "start ordinal up",
        ORDINAL_START,
        () -> {
          ordinal.set(subjects.ordinal());
          return "";
        });
    SideBySide pairs = new SideBySide(plan, subjects, results, meter, ordinal);
    pairs.addTo(steps);
    if (plan.has(Peer.CLAIM_UPDATE)) {
      claims(steps, ordinal);
    }
    steps.add(
        "end ordinal",
        PEER_START,
        () -> {
          ordinal.get().close();
          return "";
        });
    for (Peer peer : Peer.values()) {
      if (plan.has(peer) && peer.hasOrders() && peer != Peer.COUNTER_FUNCTION) {
        alone(steps, peer);
      }
    }
    steps.add(
        "sum up",
        Duration.ZERO,
        () -> {
          meter.tellOwnCosts();
          return "";
        });
    return steps;
  }

  private void claims(Steps steps, Started<Subject> ordinal) {
    Duration length = plan.glance().multipliedBy(2).plus(SHORT);
    steps.add(
        "ordinal, race for leads",
        length,
        () -> meter.claims(Target.ORDINAL, ordinal.get(), CLAIMANTS, plan.glance()));
    Started<Subject> peer = new Started<>();
    steps.add(
        "start " + Peer.CLAIM_UPDATE.label(),
        PEER_START,
        () -> {
          peer.set(subjects.peer(Peer.CLAIM_UPDATE, POOL));
          return "";
        });
    steps.add(
        Peer.CLAIM_UPDATE.label() + ", race for leads",
        length,
        () -> {
          String outcome =
              meter.claims(Peer.CLAIM_UPDATE.label(), peer.get(), CLAIMANTS, plan.glance());
          peer.get().close();
          return outcome;
        });
  }

  private void alone(Steps steps, Peer peer) {
    Started<Subject> started = new Started<>();
    steps.add(
        "start " + peer.label(),
        PEER_START,
        () -> {
          started.set(subjects.peer(peer, POOL));
          return "";
        });
    steps.add(
        "warm up " + peer.label(),
        plan.shortWarmUp(),
        () -> warmUp(started.get(), plan.busy(), plan.shortWarmUp()));
    for (int callers : plan.callers()) {
      Load load = Load.closed(callers);
      steps.add(
          peer.label() + ", " + load.asText(),
          plan.window().plus(DRAIN),
          () -> meter.orders(peer.label(), started.get(), load, 0, plan.window()));
    }
    steps.add(
        "check " + peer.label(),
        SHORT,
        () -> {
          Worth worth = results.worth(peer.label(), started.get().worth());
          started.get().close();
          return worth.asText();
        });
  }

  /** Load until the subject is as fast as it gets. */
  static String warmUp(Subject subject, int callers, Duration longest) throws Exception {
    Measurement last = WarmUp.run(slice -> subject.orders().closed(callers, slice), longest);
    subject.settle();
    return last == null ? "none" : Meter.line(last);
  }
}
