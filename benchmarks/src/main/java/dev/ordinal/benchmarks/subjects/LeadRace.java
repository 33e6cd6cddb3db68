package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.load.HttpLoad;
import dev.ordinal.benchmarks.load.Measurement;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Callers who want the same leads at once. */
public final class LeadRace {

  private final InetSocketAddress server;
  private final LeadWorkload workload = new LeadWorkload();

  LeadRace(InetSocketAddress server) {
    this.server = server;
  }

  /** Creates leads for a time, and lets callers race for them for as long. */
  public Measurement run(int callers, Duration length) throws IOException, InterruptedException {
    new HttpLoad(server, workload.creating()).closed(callers, length);
    return new HttpLoad(server, workload.claiming()).closed(callers, length);
  }

  /** What those were told who won. */
  public Worth worth() {
    return workload.worth();
  }
}
