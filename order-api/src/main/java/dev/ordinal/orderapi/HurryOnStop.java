package dev.ordinal.orderapi;

import dev.ordinal.orderapi.commands.Waiters;
import java.time.Duration;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Cuts the waits short when the server begins to stop: callers get their number, or a 202, before
 * the grace period is over.
 */
final class HurryOnStop implements LifeCycle.Listener {

  /** Longer than a send can take, so that every command is durable or refused by then. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Waiters waiters;

  HurryOnStop(Waiters waiters) {
    this.waiters = waiters;
  }

  @Override
  public void lifeCycleStopping(LifeCycle server) {
    waiters.hurry(LIMIT);
  }
}
