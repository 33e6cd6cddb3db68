package dev.ordinal.orderapi.openapi;

import static dev.ordinal.contracts.CommonRejection.COMMAND_PARKED;
import static dev.ordinal.contracts.CommonRejection.IDEMPOTENCY_KEY_REUSED;
import static dev.ordinal.contracts.CommonRejection.WRITER_STOPPED;
import static dev.ordinal.orderapi.http.ApiProblem.BODY_TOO_LARGE;
import static dev.ordinal.orderapi.http.ApiProblem.FORBIDDEN;
import static dev.ordinal.orderapi.http.ApiProblem.IDEMPOTENCY_KEY_INVALID;
import static dev.ordinal.orderapi.http.ApiProblem.IDEMPOTENCY_KEY_MISSING;
import static dev.ordinal.orderapi.http.ApiProblem.INTERNAL_ERROR;
import static dev.ordinal.orderapi.http.ApiProblem.KAFKA_UNAVAILABLE;
import static dev.ordinal.orderapi.http.ApiProblem.MALFORMED_JSON;
import static dev.ordinal.orderapi.http.ApiProblem.NOT_ACCEPTABLE;
import static dev.ordinal.orderapi.http.ApiProblem.RATE_LIMITED;
import static dev.ordinal.orderapi.http.ApiProblem.READ_MODEL_UNAVAILABLE;
import static dev.ordinal.orderapi.http.ApiProblem.STOPPING;
import static dev.ordinal.orderapi.http.ApiProblem.TOO_MANY_IN_FLIGHT;
import static dev.ordinal.orderapi.http.ApiProblem.UNAUTHENTICATED;
import static dev.ordinal.orderapi.http.ApiProblem.UNSUPPORTED_MEDIA_TYPE;
import static dev.ordinal.orderapi.http.ApiProblem.VALIDATION_FAILED;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.http.ProblemTypes;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The problems that follow from what an endpoint is: its right, its key, its body, its parameters.
 */
final class CommonProblems {

  private static final Map<String, ProblemType> BY_CODE =
      ProblemTypes.ALL.stream().collect(Collectors.toUnmodifiableMap(ProblemType::code, t -> t));

  private CommonProblems() {}

  /** All problems that an endpoint answers with, by status: these and its own. */
  static Map<Integer, List<ProblemType>> byStatus(Endpoint endpoint) {
    return Stream.concat(
            of(endpoint).stream().map(RejectionCode::type),
            Arrays.stream(endpoint.gives().problems()).map(code -> known(code, endpoint)))
        .distinct()
        .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
  }

  private static ProblemType known(String code, Endpoint endpoint) {
    ProblemType type = BY_CODE.get(code);
    if (type == null) {
      throw new IllegalArgumentException(endpoint.method() + ": no problem has the code " + code);
    }
    return type;
  }

  private static List<RejectionCode> of(Endpoint endpoint) {
    List<RejectionCode> all = new ArrayList<>(List.of(NOT_ACCEPTABLE, INTERNAL_ERROR, STOPPING));
    if (endpoint.right() != Right.NONE) {
      all.addAll(List.of(UNAUTHENTICATED, FORBIDDEN, RATE_LIMITED));
    }
    if (endpoint.isKeyRequired()) {
      all.add(IDEMPOTENCY_KEY_MISSING);
    }
    if (endpoint.isCommand()) {
      all.addAll(
          List.of(IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_REUSED, COMMAND_PARKED, WRITER_STOPPED));
    }
    if (endpoint.consumes() != null) {
      all.addAll(List.of(BODY_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, VALIDATION_FAILED));
    }
    if (MediaType.APPLICATION_JSON.equals(endpoint.consumes())) {
      all.add(MALFORMED_JSON);
    }
    if (endpoint.hasQuery()) {
      all.add(VALIDATION_FAILED);
    }
    if (endpoint.isAsynchronous()) {
      boolean isRead = endpoint.verb().equals("GET");
      all.addAll(List.of(TOO_MANY_IN_FLIGHT, isRead ? READ_MODEL_UNAVAILABLE : KAFKA_UNAVAILABLE));
    }
    return all;
  }
}
