package dev.ordinal.orderapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A bug behind the door. */
@ExtendWith(DropwizardExtensionsSupport.class)
class UnforeseenFailureTest {

  private static final DropwizardAppExtension<Configuration> APP =
      new DropwizardAppExtension<>(
          Broken.class,
          null,
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"));

  /** An application in which everything fails. */
  public static final class Broken extends Application<Configuration> {
    @Override
    public void run(Configuration configuration, Environment environment) {
      HttpSetup.configure(configuration, environment);
      environment.jersey().register(new BrokenResource());
    }
  }

  /** Fails at once or later, on another thread. */
  @Path("/broken")
  public static final class BrokenResource {

    private final @Nullable String nothing = null;

    @GET
    @Path("/now")
    @Needs(Right.NONE)
    public String now() {
      return Objects.requireNonNull(nothing, "inner detail");
    }

    @GET
    @Path("/later")
    @Needs(Right.NONE)
    public CompletionStage<String> later() {
      return CompletableFuture.supplyAsync(this::now);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/broken/now", "/broken/later"})
  void theAnswerAndTheLogLineNameTheRequestAndTheAnswerNoMore(String path) throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(ProblemMapper.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    HttpResponse<String> answer;
    try {
      answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + APP.getLocalPort() + path))
                      .header("X-Request-Id", "of-the-caller")
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
    } finally {
      logger.detachAppender(log);
    }
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .contains("\"code\":\"internal-error\"", "request id of-the-caller")
        .doesNotContain("inner detail");
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("of-the-caller");
    assertThat(log.list)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getMDCPropertyMap()).containsEntry("requestId", "of-the-caller"));
  }
}
