package dev.ordinal.orderapi.health;

import com.codahale.metrics.health.HealthCheck;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health-check}, answered from memory. With {@code ?type=alive} it is 200 as long as the
 * process answers; with {@code ?type=serving} 503 while this instance cannot take commands, which
 * is what a balancer asks; else (readiness) 503 while anything that orders need is red, be it here
 * or elsewhere. The body names every check that was asked with the reason of those that are red.
 */
public final class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final transient HealthWatch watch;
  private final Set<String> serving;
  private final Set<String> optional;

  /**
   * A servlet over these checks.
   *
   * @param serving the names of those without which this instance is of no use to a caller
   * @param optional the names of those that are shown and make nothing red
   */
  public HealthServlet(HealthWatch watch, Set<String> serving, Set<String> optional) {
    this.watch = watch;
    this.serving = Set.copyOf(serving);
    this.optional = Set.copyOf(optional);
  }

  /** How one check stands; {@code message} is the reason when it is red. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Check(boolean healthy, boolean critical, @Nullable String message) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, Check> results = results(String.valueOf(request.getParameter("type")));
    boolean healthy =
        results.values().stream().allMatch(check -> check.healthy() || !check.critical());
    response.setStatus(
        healthy ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    MAPPER.writeValue(response.getOutputStream(), Map.of("healthy", healthy, "checks", results));
  }

  private Map<String, Check> results(String type) {
    return switch (type) {
      case "alive" -> Map.of();
      case "serving" -> results(serving::contains);
      default -> results(name -> true);
    };
  }

  private Map<String, Check> results(Predicate<String> asked) {
    Map<String, Check> results = new TreeMap<>();
    watch
        .results()
        .forEach(
            (name, result) -> {
              if (asked.test(name)) {
                results.put(name, check(name, result));
              }
            });
    return results;
  }

  private Check check(String name, HealthCheck.Result result) {
    return new Check(
        result.isHealthy(),
        !optional.contains(name),
        result.isHealthy() ? null : result.getMessage());
  }
}
