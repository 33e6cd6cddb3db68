package dev.ordinal.projections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The service as it ships, with nothing around it: port 1 answers nobody. */
class ProjectionsApplicationTest {

  private final DropwizardTestSupport<ProjectionsConfiguration> service =
      new DropwizardTestSupport<>(
          ProjectionsApplication.class,
          "projections.yml",
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"),
          ConfigOverride.config("kafka.bootstrapServers", "127.0.0.1:1"),
          ConfigOverride.config("postgres.url", "jdbc:postgresql://127.0.0.1:1/postgres"));

  @BeforeEach
  void start() throws Exception {
    service.before();
  }

  @AfterEach
  void stop() {
    service.after();
  }

  /** Where it stops, Dropwizard sets all logs to INFO, in tests that follow, too. */
  @AfterAll
  static void logAsBefore() throws JoranException {
    LoggerContext logs = (LoggerContext) LoggerFactory.getILoggerFactory();
    logs.reset();
    new ContextInitializer(logs).autoConfig();
  }

  @Test
  void withoutKafkaAndPostgresItIsAliveAndNotReadyAndSaysWhy() throws Exception {
    assertThat(get("/health-check?type=alive").statusCode()).isEqualTo(200);
    assertThat(get("/health-check?type=ready").statusCode()).isEqualTo(503);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(get("/healthcheck").body())
                    .contains("Postgres: Connection to 127.0.0.1:1 refused")
                    .contains("Kafka at 127.0.0.1:1 does not answer"));
  }

  @Test
  void itsMetricsAreThereForPrometheus() throws Exception {
    assertThat(get("/metrics").body()).contains("projections_fold", "projections_batch", "jvm_");
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.getAdminPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
