package dev.ordinal.projections;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.contracts.topics.CommandBacklog;
import dev.ordinal.projections.audit.AuditSettings;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.PostgresSettings;
import dev.ordinal.projections.projector.ProjectorSettings;
import io.dropwizard.core.Configuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What {@code projections.yml} says. */
public final class ProjectionsConfiguration extends Configuration {

  @Valid @NotNull @JsonProperty
  private KafkaSettings kafka = new KafkaSettings("127.0.0.1:9092", (short) 1);

  @Valid @NotNull @JsonProperty
  private PostgresSettings postgres =
      new PostgresSettings("jdbc:postgresql://127.0.0.1:15432/postgres", "postgres", "");

  @Valid @NotNull @JsonProperty
  private ProjectorSettings projector = new ProjectorSettings("projections-1", 500);

  @Valid @NotNull @JsonProperty
  private AuditSettings audit =
      new AuditSettings(true, 20_000, 5, 900, CommandBacklog.DEFAULT_GROUP);

  /** Where the log is; by default a broker on this machine. */
  public KafkaSettings kafka() {
    return kafka;
  }

  /** Where the read model is; by default the Postgres of {@code ./ordinal up}. */
  public PostgresSettings postgres() {
    return postgres;
  }

  /** How this instance folds; by default in batches of 500 records. */
  public ProjectorSettings projector() {
    return projector;
  }

  /** How this instance audits the log; by default all the time, with Postgres each 15 minutes. */
  public AuditSettings audit() {
    return audit;
  }
}
