package dev.ordinal.local.services;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckFilter;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.health.HealthStateView;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.text.StringSubstitutor;
import org.jspecify.annotations.Nullable;

/**
 * A service that runs in this process. It stops on {@link #close} only: the process, not each Jetty
 * for itself, decides when.
 */
public final class RunningService implements AutoCloseable {

  private final HostedServer<?> server;

  private RunningService(HostedServer<?> server) {
    this.server = server;
  }

  /**
   * Starts a service as its own {@code main} would: with its own logging, configured by a file and
   * the environment.
   *
   * @param file its configuration; null for the one it ships with
   * @throws Exception when the configuration is wrong or the service does not start
   */
  public static RunningService alone(Service service, @Nullable Path file) throws Exception {
    ConfigurationSourceProvider source =
        file == null
            ? new ResourceConfigurationSourceProvider()
            : new FileConfigurationSourceProvider();
    String path = file == null ? service.configuration() : file.toString();
    StringSubstitutor environment = new EnvironmentVariableSubstitutor(false);
    return start(
        service.application(), new SubstitutingSourceProvider(source, environment), path, true);
  }

  /**
   * Starts a service beside others, with the configuration it ships with and this process's
   * logging.
   *
   * @param settings values for environment variables; for all others the process's count
   * @throws Exception when the configuration is wrong or the service does not start
   */
  public static RunningService beside(Service service, Map<String, String> settings)
      throws Exception {
    StringSubstitutor environment =
        new StringSubstitutor(
            name -> settings.containsKey(name) ? settings.get(name) : System.getenv(name));
    ConfigurationSourceProvider source =
        new SubstitutingSourceProvider(new ResourceConfigurationSourceProvider(), environment);
    return start(service.application(), source, service.configuration(), false);
  }

  private static <C extends Configuration> RunningService start(
      Application<C> application, ConfigurationSourceProvider source, String path, boolean ownLogs)
      throws Exception {
    Bootstrap<C> bootstrap = new Bootstrap<>(application);
    application.initialize(bootstrap);
    bootstrap.registerMetrics();
    C configuration =
        bootstrap
            .getConfigurationFactoryFactory()
            .create(
                application.getConfigurationClass(),
                bootstrap.getValidatorFactory().getValidator(),
                bootstrap.getObjectMapper(),
                "dw")
            .build(source, path);
    if (ownLogs) {
      configuration
          .getLoggingFactory()
          .configure(bootstrap.getMetricRegistry(), application.getName());
    }
    HostedServer<C> server = new HostedServer<>(application);
    server.start(bootstrap, configuration);
    return new RunningService(server);
  }

  /** Why not all is well, if it is not: the first health check that says so. Runs the checks. */
  public Optional<String> trouble() {
    return trouble(name -> true);
  }

  private Optional<String> trouble(Predicate<String> asked) {
    HealthCheckFilter filter = (name, check) -> asked.test(name);
    return server.environment().healthChecks().runHealthChecks(filter).entrySet().stream()
        .filter(check -> !check.getValue().isHealthy())
        .map(check -> check.getKey() + ": " + check.getValue().getMessage())
        .findFirst();
  }

  /** Whether its own readiness needs the check. */
  private boolean isCritical(String name) {
    return server
        .environment()
        .health()
        .healthStateAggregator()
        .healthStateView(name)
        .map(HealthStateView::isCritical)
        .orElse(false);
  }

  /** Makes {@code part}, another service of this process, red here while it is not ready itself. */
  public void dependOn(RunningService part) {
    server
        .environment()
        .healthChecks()
        .register(
            part.server.environment().getName(),
            new HealthCheck() {
              @Override
              protected Result check() {
                return part.trouble(part::isCritical)
                    .map(Result::unhealthy)
                    .orElseGet(Result::healthy);
              }
            });
  }

  /** Stops taking requests, finishes those in flight, stops the service. */
  @Override
  public void close() {
    server.stop();
  }
}
