package dev.ordinal.projections;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.PostgresSettings;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/** What {@code projections.yml} says. */
public final class ProjectionsConfiguration extends Configuration {

  @Valid @NotNull @JsonProperty
  private KafkaSettings kafka = new KafkaSettings("127.0.0.1:9092", (short) 1);

  @Valid @NotNull @JsonProperty
  private PostgresSettings postgres =
      new PostgresSettings("jdbc:postgresql://127.0.0.1:15432/postgres", "postgres", "");

  @Min(1) @Max(10_000) @JsonProperty
  private int batchRecords = 500;

  /** Where the log is; by default a broker on this machine. */
  public KafkaSettings kafka() {
    return kafka;
  }

  /** Where the read model is; by default the Postgres of {@code ./ordinal up}. */
  public PostgresSettings postgres() {
    return postgres;
  }

  /**
   * Records folded in one transaction at most, 1 to 10,000, by default 500. More fold a backlog
   * faster; fewer show a burst's first orders earlier.
   */
  public int batchRecords() {
    return batchRecords;
  }
}
