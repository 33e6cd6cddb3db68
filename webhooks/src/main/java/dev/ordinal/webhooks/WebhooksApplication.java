package dev.ordinal.webhooks;

import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.contracts.topics.OwnerPartitions;
import dev.ordinal.webhooks.delivery.DeliveryMetrics;
import dev.ordinal.webhooks.delivery.DeliverySettings;
import dev.ordinal.webhooks.delivery.Sender;
import dev.ordinal.webhooks.subscriptions.CommandSender;
import dev.ordinal.webhooks.subscriptions.KafkaSettings;
import dev.ordinal.webhooks.subscriptions.SubscriptionLog;
import dev.ordinal.webhooks.subscriptions.Workers;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Posts the events to those who subscribed. */
public final class WebhooksApplication extends Application<WebhooksConfiguration> {

  private static final String DEFAULT_FILE = "webhooks.yml";

  /** Runs {@code server webhooks.yml} unless told otherwise. */
  public static void main(String[] arguments) throws Exception {
    OwnerPartitions.check();
    boolean none = arguments.length == 0;
    new WebhooksApplication().run(none ? new String[] {"server", DEFAULT_FILE} : arguments);
  }

  @Override
  public String getName() {
    return "webhooks";
  }

  @Override
  public void initialize(Bootstrap<WebhooksConfiguration> bootstrap) {
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            path ->
                Files.exists(Path.of(path))
                    ? new FileConfigurationSourceProvider().open(path)
                    : new ResourceConfigurationSourceProvider().open(path),
            new EnvironmentVariableSubstitutor(false)));
  }

  @Override
  public void run(WebhooksConfiguration configuration, Environment environment) {
    DeliverySettings delivery = configuration.delivery();
    KafkaSettings kafka = configuration.kafka();
    Sender sender = new Sender(delivery, DeliveryMetrics.in(environment.metrics()));
    CommandSender commands = new CommandSender(kafka, Clock.systemUTC());
    Workers workers = new Workers(kafka, delivery, sender, commands, environment.metrics());
    SubscriptionLog log = new SubscriptionLog(kafka, workers);
    // Stopped in the opposite order: who starts workers stops first.
    environment.lifecycle().manage(workers);
    environment.lifecycle().manage(log);
    environment.healthChecks().register("subscriptions", check(log::trouble));
    environment.healthChecks().register("deliveries", check(workers::trouble));
    environment.metrics().gauge("background.subscriptions.failures", () -> log.loop()::failures);
    environment.metrics().gauge("background.subscriptions.skipped", () -> log::skipped);
    AdminEndpoints.readiness(environment, getName(), List.of("subscriptions", "deliveries"));
    AdminEndpoints.metrics(environment);
  }

  /** Red while there is a trouble. */
  private static HealthCheck check(Supplier<@Nullable String> trouble) {
    return new HealthCheck() {
      @Override
      protected Result check() {
        String reason = trouble.get();
        return reason == null ? Result.healthy() : Result.unhealthy(reason);
      }
    };
  }
}
