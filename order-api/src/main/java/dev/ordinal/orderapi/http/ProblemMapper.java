package dev.ordinal.orderapi.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request ended with into a problem. What nobody foresaw is logged, not shown. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  @Context private @Nullable HttpServletRequest request;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof CompletionException && failure.getCause() != null) {
      return toResponse(failure.getCause());
    }
    if (failure instanceof ProblemException known) {
      return known.toResponse();
    }
    if (failure instanceof NotFoundException) {
      return answer(ApiProblem.NOT_FOUND, "nothing is at this path");
    }
    if (failure instanceof NotAllowedException refused) {
      String allowed = refused.getResponse().getHeaderString(HttpHeaders.ALLOW);
      Response problem = answer(ApiProblem.METHOD_NOT_ALLOWED, "this path allows " + allowed);
      return Response.fromResponse(problem).header(HttpHeaders.ALLOW, allowed).build();
    }
    if (failure instanceof NotSupportedException) {
      return answer(
          ApiProblem.UNSUPPORTED_MEDIA_TYPE,
          "the body must be application/json, or text/csv where a file is imported");
    }
    if (failure instanceof NotAcceptableException) {
      return answer(
          ApiProblem.NOT_ACCEPTABLE, "nothing that the Accept header names is to be had here");
    }
    if (failure instanceof ClientErrorException) {
      return answer(ApiProblem.BAD_REQUEST, "the request cannot be understood");
    }
    return broken(failure);
  }

  private Response broken(Throwable failure) {
    // The thread may be any, so it may not know yet which request it is about.
    @Nullable String requestId =
        request == null ? null : (String) request.getAttribute(RequestId.ATTRIBUTE);
    return new LogContext(requestId)
        .in(
            () -> {
              LOG.error("a request failed", failure);
              return answer(ApiProblem.INTERNAL_ERROR, "request id " + requestId);
            });
  }

  private static Response answer(ApiProblem problem, String detail) {
    return Problem.of(problem.type(), detail).toResponse();
  }
}
