package dev.ordinal.orderapi.access;

import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the door in its place. */
public final class Access {

  private static final Logger LOG = LoggerFactory.getLogger(Access.class);

  private Access() {}

  /**
   * Guards every resource of the environment.
   *
   * @throws IllegalArgumentException if others could reach the service without a key; nothing
   *     listens by then
   */
  public static void configure(
      AccessSettings settings, ServerFactory server, Environment environment) {
    Loopback.require(server, settings.keys());
    environment.jersey().register(new AccessFilter(settings));
    if (!settings.allowedOrigins().isEmpty()) {
      environment.getApplicationContext().insertHandler(crossOrigin(settings));
    }
    if (settings.keys().isEmpty()) {
      LOG.info("access control is off: no keys are configured, so only this machine is served");
    }
  }

  private static CrossOriginHandler crossOrigin(AccessSettings settings) {
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(
        settings.allowedOrigins().stream().map(Pattern::quote).collect(Collectors.toSet()));
    handler.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "DELETE"));
    handler.setAllowedHeaders(
        Set.of(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "Last-Event-ID",
            "Prefer",
            "X-Request-Id"));
    handler.setExposedHeaders(
        Set.of(
            "Idempotent-Replayed",
            "Location",
            "Preference-Applied",
            "Retry-After",
            "X-Request-Id"));
    return handler;
  }
}
