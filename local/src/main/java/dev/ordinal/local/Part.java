package dev.ordinal.local;

import dev.ordinal.local.services.Service;
import java.time.Duration;

/**
 * What may run in this process, in the order in which it stops: first no more requests, then those
 * who work on them, then what they need. The bounds add up to less than the 30 s that a stop may
 * take.
 */
enum Part {
  API("API", Duration.ofSeconds(9)),
  WEBHOOKS("webhooks", Duration.ofSeconds(1)),
  NUMBERING("numbering", Duration.ofSeconds(5)),
  PROJECTIONS("projections", Duration.ofSeconds(3)),
  KAFKA("Kafka", Duration.ofSeconds(5)),
  POSTGRES("Postgres", Duration.ofSeconds(5)),
  DATA_FOLDER("data folder", Duration.ofSeconds(1));

  private final String title;
  private final Duration stopBound;

  Part(String title, Duration stopBound) {
    this.title = title;
    this.stopBound = stopBound;
  }

  static Part of(Service service) {
    return switch (service) {
      case API -> API;
      case NUMBERING -> NUMBERING;
      case PROJECTIONS -> PROJECTIONS;
      case WEBHOOKS -> WEBHOOKS;
    };
  }

  /** How users know it. */
  String title() {
    return title;
  }

  /** How long to wait for it to stop before going on without. */
  Duration stopBound() {
    return stopBound;
  }
}
