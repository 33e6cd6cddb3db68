package dev.ordinal.orderapi.http;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import jakarta.validation.Validator;
import org.glassfish.jersey.server.ServerProperties;

/** Makes Dropwizard answer in the one form that callers rely on. */
public final class HttpSetup {

  private HttpSetup() {}

  /** Sets up all that is not about a capability. */
  public static void configure(Configuration configuration, Environment environment) {
    if (configuration.getServerFactory() instanceof AbstractServerFactory server) {
      server.setRegisterDefaultExceptionMappers(false);
      server.setDetailedJsonProcessingExceptionMapper(false);
    }
    environment
        .getObjectMapper()
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .getFactory()
        // An emoji goes out as it came in, not as two escapes.
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8.mappedFeature());
    JerseyEnvironment jersey = environment.jersey();
    // As the contract writes it: relative, so that it holds behind any proxy.
    jersey.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
    register(jersey, environment.getValidator());
    ProblemErrorHandler errors = new ProblemErrorHandler();
    environment.getApplicationContext().setErrorHandler(errors);
    environment.getApplicationContext().insertHandler(new EveryAnswer());
    environment.getAdminContext().insertHandler(new EveryAnswer());
    environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(errors));
  }

  static void register(JerseyEnvironment jersey, Validator validator) {
    jersey.register(new JsonRequestReader(validator));
    jersey.register(new ProblemMapper());
  }
}
