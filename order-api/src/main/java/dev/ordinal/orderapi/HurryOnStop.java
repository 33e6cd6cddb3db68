package dev.ordinal.orderapi;

import dev.ordinal.orderapi.commands.Waiters;
import dev.ordinal.orderapi.live.Listeners;
import java.time.Duration;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Cuts the waits short when the server begins to stop: callers get their number, or a 202, before
 * the grace period is over, and event streams end.
 */
final class HurryOnStop implements LifeCycle.Listener {

  /** Longer than a send can take, so that every command is durable or refused by then. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Waiters waiters;
  private final Listeners listeners;

  HurryOnStop(Waiters waiters, Listeners listeners) {
    this.waiters = waiters;
    this.listeners = listeners;
  }

  @Override
  public void lifeCycleStopping(LifeCycle server) {
    listeners.hurry();
    waiters.hurry(LIMIT);
  }
}
