package dev.ordinal.webhooks;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.health.DefaultHealthFactory;
import io.dropwizard.health.HealthCheckConfiguration;
import io.dropwizard.health.Schedule;
import io.dropwizard.util.Duration;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** What operators read on the admin port. */
final class AdminEndpoints {

  private AdminEndpoints() {}

  /**
   * Serves {@code /health-check?type=alive|ready}: ready while all of {@code checks} are healthy.
   * Dropwizard's own {@code /healthcheck} tells the reasons.
   */
  static void readiness(Environment environment, String name, List<String> checks) {
    DefaultHealthFactory health = new DefaultHealthFactory();
    health.setInitialOverallState(false);
    health.setHealthCheckConfigurations(checks.stream().map(AdminEndpoints::critical).toList());
    health.configure(
        environment.lifecycle(),
        environment.admin(),
        environment.jersey(),
        environment.health(),
        environment.getObjectMapper(),
        name);
  }

  /** Serves {@code /metrics} for Prometheus, from a registry of its own. */
  static void metrics(Environment environment) {
    PrometheusRegistry registry = new PrometheusRegistry();
    DropwizardExports.builder().dropwizardRegistry(environment.metrics()).register(registry);
    JvmMetrics.builder().register(registry);
    environment
        .admin()
        .addServlet("prometheus", new PrometheusMetricsServlet(registry))
        .addMapping("/metrics");
  }

  private static HealthCheckConfiguration critical(String name) {
    Schedule schedule = new Schedule();
    schedule.setInitialDelay(Duration.milliseconds(100));
    schedule.setCheckInterval(Duration.milliseconds(500));
    schedule.setDowntimeInterval(Duration.milliseconds(500));
    schedule.setFailureAttempts(1);
    schedule.setSuccessAttempts(1);
    HealthCheckConfiguration check = new HealthCheckConfiguration();
    check.setName(name);
    check.setCritical(true);
    check.setInitialState(false);
    check.setSchedule(schedule);
    return check;
  }
}
