package dev.ordinal.orderapi.http;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;

/** What can go wrong before a command reaches its writer, or while something is read. */
public enum ApiProblem implements RejectionCode {
  /** The body is no JSON at all. */
  MALFORMED_JSON(
      "malformed-json",
      400,
      "The body is not JSON",
      "Send one JSON object in UTF-8, each field once, with nothing after it."),
  /** The command came without a key. */
  IDEMPOTENCY_KEY_MISSING(
      "idempotency-key-missing",
      400,
      "The Idempotency-Key header is missing",
      "Send a key of your own with each new request, and the same key when you repeat it."),
  /** The key is no key. */
  IDEMPOTENCY_KEY_INVALID(
      "idempotency-key-invalid",
      400,
      "The Idempotency-Key header is not a valid key",
      "Send one key of 1 to 255 visible ASCII characters, bare or in double quotes."),
  /** The request line, a header or the framing is broken. */
  BAD_REQUEST(
      "bad-request",
      400,
      "The request cannot be understood",
      "Check the request line, the headers and the encoding of the address."),
  /** A callback that is not signed as its gateway signs. */
  SIGNATURE_INVALID(
      "signature-invalid",
      401,
      "The callback is not signed as it must be",
      "Check the gateway's secret, that the body arrives unchanged, and the clocks: 5 minutes."),
  /** No such gateway. */
  UNKNOWN_GATEWAY(
      "unknown-gateway",
      404,
      "There is no such payment gateway",
      "Use the configured name, or configure the gateway and its secret."),
  /** There is no key, or none that is known. */
  UNAUTHENTICATED(
      "unauthenticated",
      401,
      "The request carries no valid key",
      "Send `Authorization: Bearer KEY` with a key that the service was configured with."),
  /** The key is known, its role too small. */
  FORBIDDEN(
      "forbidden",
      403,
      "The key may not do this",
      "Use a key with a role that may; the documentation has a table of roles and rights."),
  /** No such path. */
  NOT_FOUND(
      "not-found",
      404,
      "There is nothing at this address",
      "Check the path; addresses are case-sensitive."),
  /** No such command. */
  COMMAND_NOT_FOUND(
      "command-not-found",
      404,
      "There is no command with this id",
      "Use the address in the Location header of the 202. Outcomes are kept at least 30 days."),
  /** It was too large to be kept, or is no longer in the log. */
  PARKED_COMMAND_GONE(
      "parked-command-gone",
      409,
      "The parked command itself is not kept",
      "Have its caller send it again. Where it lay in the command topic, which keeps a week, is told"
          + " by the headers of its dead letter."),
  /** The path exists, the method on it does not. */
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      "This address does not know the method",
      "Use one of the methods named in the Allow header."),
  /** Only JSON can be had. */
  NOT_ACCEPTABLE(
      "not-acceptable",
      406,
      "The answer cannot be given in the requested format",
      "Accept application/json, text/csv where the address ends in .csv, or text/event-stream"
          + " where it ends in /events."),
  /** The body is longer than {@link StrictJson#MAX_BODY_BYTES}. */
  BODY_TOO_LARGE(
      "body-too-large",
      413,
      "The body is too large",
      "Send at most 1,048,576 bytes of body, or 10,485,760 of a file to import."),
  /** The request line is too long for the server. */
  URI_TOO_LONG(
      "uri-too-long", 414, "The address is too long", "Send large input in the body of a request."),
  /** The body is in a format that is not read here. */
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      415,
      "The body is not declared in a format that is read here",
      "Send Content-Type: application/json, or text/csv to import, with no Content-Encoding."),
  /** Well-formed, but not what belongs here; {@code errors} names each place. */
  VALIDATION_FAILED(
      "validation-failed",
      422,
      "The request is not valid",
      "Correct every place that `errors` names, then send it again."),
  /** A bound on work in hand is reached; nothing was done. */
  TOO_MANY_IN_FLIGHT(
      "too-many-in-flight",
      429,
      "Too many requests are in hand",
      "Nothing was done. Wait as long as Retry-After says, then repeat with the same key."),
  /** One key asks more often than it may; nothing was done. */
  RATE_LIMITED(
      "rate-limited",
      429,
      "This key asks too often",
      "Nothing was done. Wait as long as Retry-After says, then repeat with the same key."),
  /** The headers are too large for the server. */
  HEADERS_TOO_LARGE(
      "headers-too-large",
      431,
      "The headers are too large",
      "Send fewer and shorter headers: 8 KiB in all."),
  /** A bug. */
  INTERNAL_ERROR(
      "internal-error",
      500,
      "Something went wrong here",
      "Repeat with the same key. If it goes on, report the request id given in the detail."),
  /** The server ends, and takes nothing more over connections that are still open. */
  STOPPING(
      "stopping",
      503,
      "This server is being stopped",
      "Nothing was done. Wait as long as Retry-After says, then repeat with the same key."),
  /** The command cannot be made durable now. */
  KAFKA_UNAVAILABLE(
      "kafka-unavailable",
      503,
      "Commands cannot be recorded at the moment",
      "Wait as long as Retry-After says, then repeat with the same key: it is decided once."),
  /** Postgres cannot be read now. */
  READ_MODEL_UNAVAILABLE(
      "read-model-unavailable",
      503,
      "Nothing can be read at the moment",
      "Wait as long as Retry-After says, then ask again. Commands are still taken.");

  private final ProblemType type;

  ApiProblem(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }

  /** An exception that answers with this problem; {@code detail} says what is wrong this time. */
  public ProblemException because(String detail) {
    return new ProblemException(Problem.of(type, detail));
  }

  /** The same, asking the caller to wait for so many seconds. */
  public ProblemException because(String detail, long retryAfterSeconds) {
    return new ProblemException(Problem.of(type, detail), retryAfterSeconds);
  }
}
