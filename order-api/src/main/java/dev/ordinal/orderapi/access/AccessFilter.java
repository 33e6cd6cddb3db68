package dev.ordinal.orderapi.access;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The door: it runs once it is known which method a request leads to, before its body is read, and
 * asks for the right that this very method names. No spelling of a path can lead around it.
 */
@Priority(Priorities.AUTHENTICATION)
final class AccessFilter implements ContainerRequestFilter {

  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]+)");

  private final boolean isOpen;
  private final Keyring keyring;
  private final Map<String, RateLimit> limits;

  @Context private @Nullable ResourceInfo resource;

  AccessFilter(AccessSettings settings) {
    this.isOpen = settings.keys().isEmpty();
    this.keyring = new Keyring(settings.keys());
    this.limits = limits(settings);
  }

  private static Map<String, RateLimit> limits(AccessSettings settings) {
    int perSecond = settings.rateLimit().requestsPerSecond();
    if (perSecond == 0) {
      return Map.of();
    }
    int burst = settings.rateLimit().burst();
    return settings.keys().stream()
        .collect(
            toUnmodifiableMap(
                AccessKey::name, key -> new RateLimit(perSecond, burst, System.nanoTime())));
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Needs needs = needs();
    if (isOpen || (needs != null && needs.value() == Right.NONE)) {
      Actor.put(request.getHeaders(), CommandEnvelope.ANONYMOUS);
      return;
    }
    AccessKey key = authenticate(request);
    limit(key);
    if (needs == null || !needs.value().roles().contains(key.role())) {
      throw ApiProblem.FORBIDDEN.because(
          "a key with role " + key.role().wireName() + " may not do this");
    }
    Actor.put(request.getHeaders(), key.name());
  }

  private @Nullable Needs needs() {
    // Null for what Jersey answers by itself, such as OPTIONS.
    return resource == null || resource.getResourceMethod() == null
        ? null
        : resource.getResourceMethod().getAnnotation(Needs.class);
  }

  private AccessKey authenticate(ContainerRequestContext request) {
    List<String> sent = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (sent == null || sent.size() != 1) {
      throw unauthenticated();
    }
    Matcher bearer = BEARER.matcher(sent.get(0).strip());
    if (!bearer.matches()) {
      throw unauthenticated();
    }
    return keyring.find(bearer.group(1)).orElseThrow(AccessFilter::unauthenticated);
  }

  /** The same for a missing and for a wrong key, and never with what was sent. */
  private static ProblemException unauthenticated() {
    return ApiProblem.UNAUTHENTICATED.because("the request carries no key that is known here");
  }

  private void limit(AccessKey key) {
    RateLimit limit = limits.get(key.name());
    long seconds = limit == null ? 0 : limit.take(System.nanoTime());
    if (seconds > 0) {
      throw ApiProblem.RATE_LIMITED.because("key " + key.name() + " asks too often", seconds);
    }
  }
}
