package dev.ordinal.orderapi.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.Rejection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of an error (RFC 9457, {@code application/problem+json}).
 *
 * @param type address of the page that explains it
 * @param errors the places that are not valid; empty unless the problem is about validation
 * @param members further members, such as {@code existing}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<FieldError> errors,
    Map<String, Object> members) {

  /** The media type of problems. */
  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  /** How long callers of a busy or broken service should wait before they repeat, in seconds. */
  static final long RETRY_AFTER_SECONDS = 1;

  public Problem {
    errors = List.copyOf(errors);
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** Written as members of the problem itself, as RFC 9457 has it. */
  @JsonAnyGetter
  @Override
  public Map<String, Object> members() {
    return members;
  }

  /** A problem of this type. */
  public static Problem of(ProblemType type, String detail) {
    return new Problem(
        typeUri(type.code()),
        type.title(),
        type.status(),
        detail,
        type.code(),
        List.of(),
        Map.of());
  }

  /** The request is not valid in these places. */
  public static Problem invalid(List<FieldError> errors) {
    ProblemType type = ApiProblem.VALIDATION_FAILED.type();
    String detail =
        errors.size() == 1
            ? errors.get(0).pointer() + ": " + errors.get(0).detail()
            : errors.size() + " places are not valid, see errors";
    return new Problem(
        typeUri(type.code()), type.title(), type.status(), detail, type.code(), errors, Map.of());
  }

  /**
   * The problem that a writer's rejection is for the caller.
   *
   * @throws IllegalStateException if a newer writer rejects for a reason that this version does not
   *     know
   */
  public static Problem of(Rejection rejection) {
    String code = rejection.code();
    ProblemType type = Families.problem(code);
    if (type == null) {
      throw new IllegalStateException("no problem is known by the code " + code);
    }
    return new Problem(
        typeUri(code),
        type.title(),
        type.status(),
        rejection.detail(),
        code,
        List.of(),
        rejection.members());
  }

  /** The HTTP answer; the statuses that ask for patience carry {@code Retry-After}. */
  public Response toResponse() {
    return toResponse(RETRY_AFTER_SECONDS);
  }

  /** The same with another {@code Retry-After}. */
  public Response toResponse(long retryAfterSeconds) {
    Response.ResponseBuilder response = Response.status(status).type(MEDIA_TYPE).entity(this);
    if (status == 429 || status == 503) {
      response.header(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
    }
    if (status == ApiProblem.UNAUTHENTICATED.type().status()) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (status == ApiProblem.BODY_TOO_LARGE.type().status()) {
      // The rest of the body is not read, so the connection can carry no other request, and a
      // caller who is not told would lose the next one on it (RFC 9112, 9.6).
      response.header("Connection", "close");
    }
    return response.build();
  }

  private static String typeUri(String code) {
    return "/problems/" + code;
  }
}
