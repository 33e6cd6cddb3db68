package dev.ordinal.orderapi.health;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health-check}: with {@code ?type=alive} 200 as long as the process answers, else
 * (readiness) 503 while a check without which the service is of no use is red. The body names every
 * check with the reason of those that are red.
 */
public final class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final transient HealthCheckRegistry checks;
  private final Set<String> critical;

  /**
   * A servlet over these checks.
   *
   * @param critical the names of those that readiness needs
   */
  public HealthServlet(HealthCheckRegistry checks, Set<String> critical) {
    this.checks = checks;
    this.critical = Set.copyOf(critical);
  }

  /** How one check stands; {@code message} is the reason when it is red. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Check(boolean healthy, boolean critical, @Nullable String message) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean alive = "alive".equals(request.getParameter("type"));
    Map<String, Check> results = alive ? Map.of() : run();
    boolean healthy =
        results.values().stream().allMatch(check -> check.healthy() || !check.critical());
    response.setStatus(
        healthy ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    MAPPER.writeValue(response.getOutputStream(), Map.of("healthy", healthy, "checks", results));
  }

  private Map<String, Check> run() {
    return checks.runHealthChecks().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> check(entry.getKey(), entry.getValue()),
                (one, other) -> one,
                TreeMap::new));
  }

  private Check check(String name, HealthCheck.Result result) {
    return new Check(
        result.isHealthy(),
        critical.contains(name),
        result.isHealthy() ? null : result.getMessage());
  }
}
