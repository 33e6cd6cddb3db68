package dev.ordinal.numberingstream;

import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.topology.NumberingTopology;
import dev.ordinal.numberingstream.topology.StreamMetrics;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** Decides commands and gives the numbers. */
public final class NumberingStreamApplication extends Application<NumberingStreamConfiguration> {

  /** What is decided here; a new capability adds one line. */
  private static final List<Capability<?, ?>> CAPABILITIES = List.of(new Orders());

  public static void main(String[] args) throws Exception {
    new NumberingStreamApplication().run(args);
  }

  @Override
  public String getName() {
    return "numbering-stream";
  }

  @Override
  public void initialize(Bootstrap<NumberingStreamConfiguration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
  }

  @Override
  public void run(NumberingStreamConfiguration configuration, Environment environment) {
    Topology topology =
        NumberingTopology.build(
            CAPABILITIES, configuration.series(), StreamMetrics.in(environment.metrics()));
    NumberingStream stream = new NumberingStream(topology, configuration.stream());
    environment.lifecycle().manage(stream);
    environment.healthChecks().register("stream", check(stream));
    environment
        .admin()
        .addServlet("prometheus", new PrometheusMetricsServlet(metrics(environment)))
        .addMapping("/metrics");
  }

  private static HealthCheck check(NumberingStream stream) {
    return new HealthCheck() {
      @Override
      protected Result check() {
        String trouble = stream.trouble();
        return trouble == null ? Result.healthy() : Result.unhealthy(trouble);
      }
    };
  }

  private static PrometheusRegistry metrics(Environment environment) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new DropwizardExports(environment.metrics()));
    JvmMetrics.builder().register(registry);
    return registry;
  }
}
