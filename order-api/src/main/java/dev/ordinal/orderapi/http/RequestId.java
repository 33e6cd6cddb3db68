package dev.ordinal.orderapi.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * The id under which a request is found in answers and logs: the caller's own, or a new one. Those
 * that do not fit are not taken over, since they end up in logs.
 */
final class RequestId {

  /** The header in requests and answers. */
  static final String HEADER = "X-Request-Id";

  /** The name of the request's attribute. */
  static final String ATTRIBUTE = RequestId.class.getName();

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

  private RequestId() {}

  /** The id of this request, the same each time. */
  static String of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = request.getHeaders().get(HEADER);
    String id = sent != null && FORM.matcher(sent).matches() ? sent : IDS.generate().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
