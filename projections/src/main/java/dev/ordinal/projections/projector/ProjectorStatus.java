package dev.ordinal.projections.projector;

import com.codahale.metrics.health.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the projector folds, and if not, why not. Thread-safe. */
final class ProjectorStatus extends HealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ProjectorStatus.class);

  private volatile @Nullable String trouble = "starting";

  void folding() {
    if (trouble != null) {
      LOG.info("folding the log");
      trouble = null;
    }
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
    String reason = trouble;
    return reason == null ? Result.healthy() : Result.unhealthy(reason);
  }
}
