package dev.ordinal.projections;

import dev.ordinal.contracts.topics.OwnerPartitions;
import dev.ordinal.projections.audit.AuditWatch;
import dev.ordinal.projections.commands.CommandsProjection;
import dev.ordinal.projections.commands.ParkedCommandsProjection;
import dev.ordinal.projections.documents.DocumentsProjection;
import dev.ordinal.projections.leads.LeadsProjection;
import dev.ordinal.projections.numbers.NumbersProjection;
import dev.ordinal.projections.orders.OrdersProjection;
import dev.ordinal.projections.partners.PartnersProjection;
import dev.ordinal.projections.projector.KafkaHealth;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.PostgresSettings;
import dev.ordinal.projections.projector.Projection;
import dev.ordinal.projections.projector.Projector;
import dev.ordinal.projections.projector.Rebuild;
import dev.ordinal.projections.series.SeriesProjection;
import dev.ordinal.projections.teams.TeamsProjection;
import dev.ordinal.projections.webhooks.WebhooksProjection;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The service that keeps the read model in Postgres: {@code server} folds, {@code rebuild} anew.
 */
public final class ProjectionsApplication extends Application<ProjectionsConfiguration> {

  private static final String DEFAULT_FILE = "projections.yml";

  /** Every capability of the read model; a new one adds a line. */
  private static final List<Projection> PROJECTIONS =
      List.of(
          new SeriesProjection(),
          new NumbersProjection(),
          new OrdersProjection(),
          new TeamsProjection(),
          new PartnersProjection(),
          new LeadsProjection(),
          new DocumentsProjection(),
          new WebhooksProjection(),
          new CommandsProjection(),
          new ParkedCommandsProjection());

  /** Runs {@code server projections.yml} unless told otherwise. */
  public static void main(String[] arguments) throws Exception {
    OwnerPartitions.check();
    String command = arguments.length == 0 ? "server" : arguments[0];
    boolean needsFile = arguments.length < 2 && !command.startsWith("-");
    new ProjectionsApplication().run(needsFile ? new String[] {command, DEFAULT_FILE} : arguments);
  }

  /** A rebuild of every capability's tables. */
  public static Rebuild rebuild(KafkaSettings kafka, PostgresSettings postgres) {
    return new Rebuild(kafka, postgres, PROJECTIONS);
  }

  @Override
  public String getName() {
    return "projections";
  }

  @Override
  public void initialize(Bootstrap<ProjectionsConfiguration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            path ->
                Files.exists(Path.of(path))
                    ? new FileConfigurationSourceProvider().open(path)
                    : new ResourceConfigurationSourceProvider().open(path),
            new EnvironmentVariableSubstitutor(false)));
    bootstrap.addCommand(new RebuildCommand());
  }

  @Override
  public void run(ProjectionsConfiguration configuration, Environment environment) {
    Projector projector =
        new Projector(
            configuration.kafka(),
            configuration.postgres(),
            configuration.projector(),
            PROJECTIONS,
            environment.metrics());
    KafkaHealth kafkaHealth = new KafkaHealth(configuration.kafka());
    AdminEndpoints.readiness(environment, getName(), List.of("kafka", "projector"));
    AdminEndpoints.metrics(environment);
    environment.healthChecks().register("kafka", kafkaHealth);
    environment.healthChecks().register("projector", projector.health());
    environment.lifecycle().manage(kafkaHealth);
    environment.lifecycle().manage(projector);
    environment
        .lifecycle()
        .manage(
            new AuditWatch(
                configuration.kafka(),
                configuration.postgres(),
                configuration.audit(),
                environment.metrics()));
  }
}
