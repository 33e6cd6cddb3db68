package dev.ordinal.projections.projector;

import com.codahale.metrics.health.HealthCheck;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the projector folds, and if not, why not. Thread-safe. */
final class ProjectorStatus extends HealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectorStatus.class);

  private final Supplier<@Nullable String> thread;
  private final LongSupplier parked;
  private volatile @Nullable String trouble = "starting";

  /**
   * One that is starting.
   *
   * @param thread the trouble of the thread that folds
   * @param parked how many records are parked, which is told and no trouble: the others are folded
   */
  ProjectorStatus(Supplier<@Nullable String> thread, LongSupplier parked) {
    this.thread = thread;
    this.parked = parked;
  }

  void folding() {
    if (trouble != null) {
      LOG.info("folding the log");
      trouble = null;
    }
  }

  /** Not yet trouble, but not folding either. */
  void trying(String dependency) {
    trouble = "waiting for " + dependency;
  }

  /** Logs {@code reason} when it is news. */
  void waiting(String reason) {
    if (!reason.equals(trouble)) {
      LOG.warn("waiting: {}", reason);
      trouble = reason;
    }
  }

  /** For good: only people can help. */
  void stopped(String reason) {
    LOG.error("stopped: {}", reason);
    trouble = "stopped: " + reason;
  }

  @Override
  protected Result check() {
    String dying = thread.get();
    String reason = dying == null ? trouble : "the projector " + dying;
    if (reason != null) {
      return Result.unhealthy(reason);
    }
    long left = parked.getAsLong();
    return left == 0
        ? Result.healthy()
        : Result.healthy("%d records could not be folded, see api.parked_records", left);
  }
}
