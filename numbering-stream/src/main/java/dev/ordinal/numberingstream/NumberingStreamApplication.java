package dev.ordinal.numberingstream;

import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.contracts.topics.OwnerPartitions;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.documents.Documents;
import dev.ordinal.numberingstream.leads.Leads;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.partners.Partners;
import dev.ordinal.numberingstream.series.Series;
import dev.ordinal.numberingstream.teams.Teams;
import dev.ordinal.numberingstream.topology.NumberingTopology;
import dev.ordinal.numberingstream.topology.SteadyClock;
import dev.ordinal.numberingstream.topology.StreamMetrics;
import dev.ordinal.numberingstream.webhooks.Webhooks;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/** Decides commands and gives the numbers. */
public final class NumberingStreamApplication extends Application<NumberingStreamConfiguration> {

  private static final String DEFAULT_FILE = "numbering-stream.yml";

  /** What is decided here; a new capability adds one line. */
  public static final List<Capability<?, ?>> CAPABILITIES =
      List.of(
          new Series(List.of(Teams.IMPORTS, Partners.IMPORTS)),
          new Orders(),
          new Teams(),
          new Partners(),
          new Leads(),
          new Documents(),
          new Webhooks());

  /** Runs {@code server numbering-stream.yml} unless told otherwise. */
  public static void main(String[] arguments) throws Exception {
    OwnerPartitions.check();
    boolean none = arguments.length == 0;
    new NumberingStreamApplication().run(none ? new String[] {"server", DEFAULT_FILE} : arguments);
  }

  @Override
  public String getName() {
    return "numbering-stream";
  }

  @Override
  public void initialize(Bootstrap<NumberingStreamConfiguration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            path ->
                Files.exists(Path.of(path))
                    ? new FileConfigurationSourceProvider().open(path)
                    : new ResourceConfigurationSourceProvider().open(path),
            new EnvironmentVariableSubstitutor(false)));
  }

  @Override
  public void run(NumberingStreamConfiguration configuration, Environment environment) {
    StreamMetrics metrics = StreamMetrics.in(environment.metrics());
    StreamSettings settings = configuration.stream();
    SteadyClock clock =
        new SteadyClock(InstantSource.system(), System::nanoTime, settings.clockHold());
    BacklogWatch backlog = new BacklogWatch(settings, clock);
    Topology topology =
        NumberingTopology.build(
            CAPABILITIES,
            configuration.series(),
            settings.deadlines(clock, backlog.backlog()),
            metrics);
    NumberingStream stream = new NumberingStream(topology, settings, metrics);
    stream.transactions().register(environment.metrics());
    environment.lifecycle().manage(stream);
    environment.lifecycle().manage(backlog);
    backlog.register(environment.metrics());
    environment.healthChecks().register("stream", check(stream::trouble));
    // Not part of readiness: numbers are given whatever the clock says.
    environment.healthChecks().register("deadlines", check(backlog::trouble));
    environment.healthChecks().register("rules", check(metrics.health()::failures));
    AdminEndpoints.readiness(environment, getName(), List.of("stream"));
    AdminEndpoints.metrics(environment);
  }

  private static HealthCheck check(Supplier<@Nullable String> part) {
    return new HealthCheck() {
      @Override
      protected Result check() {
        String trouble = part.get();
        return trouble == null ? Result.healthy() : Result.unhealthy(trouble);
      }
    };
  }
}
