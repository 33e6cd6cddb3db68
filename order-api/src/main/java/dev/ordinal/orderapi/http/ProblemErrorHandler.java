package dev.ordinal.orderapi.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What the server itself refuses, such as a broken address, answered as a problem too. */
final class ProblemErrorHandler extends ErrorHandler {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Problem problem = problem(code, RequestId.of(request));
    response.setStatus(problem.status());
    EveryAnswer.putOn(request, response);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
    if (problem.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    response.write(true, ByteBuffer.wrap(bytes(problem)), callback);
  }

  private static Problem problem(int code, String requestId) {
    return Problem.of(
        kind(code).type(),
        code < 500 ? "the server refused the request" : "request id " + requestId);
  }

  private static ApiProblem kind(int code) {
    return switch (code) {
      case 404 -> ApiProblem.NOT_FOUND;
      case 405 -> ApiProblem.METHOD_NOT_ALLOWED;
      case 413 -> ApiProblem.BODY_TOO_LARGE;
      case 414 -> ApiProblem.URI_TOO_LONG;
      case 415 -> ApiProblem.UNSUPPORTED_MEDIA_TYPE;
      case 431 -> ApiProblem.HEADERS_TOO_LARGE;
      // Only while the server stops, see Jetty's GracefulHandler.
      case 503 -> ApiProblem.STOPPING;
      default -> code < 500 ? ApiProblem.BAD_REQUEST : ApiProblem.INTERNAL_ERROR;
    };
  }

  private static byte[] bytes(Problem problem) {
    try {
      return MAPPER.writeValueAsBytes(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
