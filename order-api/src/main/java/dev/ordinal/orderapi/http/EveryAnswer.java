package dev.ordinal.orderapi.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What every answer has: the request's id, and headers that keep browsers from guessing, framing,
 * caching and telling others. What answers may set its own instead. HSTS is not among them: who
 * ends TLS knows whether a host is ready for it.
 */
final class EveryAnswer extends Handler.Wrapper {

  private static final HttpFields HEADERS =
      HttpFields.from(
          new HttpField("X-Content-Type-Options", "nosniff"),
          new HttpField("X-Frame-Options", "DENY"),
          new HttpField("Referrer-Policy", "no-referrer"),
          new HttpField("Cache-Control", "no-store"),
          new HttpField(
              "Content-Security-Policy",
              "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    putOn(request, response);
    new LogContext(RequestId.of(request)).enter();
    try {
      return super.handle(request, response, callback);
    } finally {
      new LogContext(null).enter();
    }
  }

  /** Puts the headers on an answer that nothing has been written of. */
  static void putOn(Request request, Response response) {
    HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put(RequestId.HEADER, RequestId.of(request));
  }
}
