package dev.ordinal.orderapi.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads request bodies within bounds. */
public final class RequestBody {

  private RequestBody() {}

  /**
   * The whole body.
   *
   * @param encoding the request's Content-Encoding; null for none
   * @param maxBytes the longest body
   * @throws ProblemException {@code unsupported-media-type}, {@code bad-request} or {@code
   *     body-too-large}
   */
  public static byte[] read(InputStream body, @Nullable String encoding, int maxBytes) {
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw ApiProblem.UNSUPPORTED_MEDIA_TYPE.because("a Content-Encoding is not supported");
    }
    byte[] bytes;
    try {
      bytes = body.readNBytes(maxBytes + 1);
    } catch (IOException e) {
      throw ApiProblem.BAD_REQUEST.because("the body broke off before its end");
    }
    if (bytes.length > maxBytes) {
      throw ApiProblem.BODY_TOO_LARGE.because(
          String.format(Locale.ROOT, "the body has more than %,d bytes", maxBytes));
    }
    return bytes;
  }
}
