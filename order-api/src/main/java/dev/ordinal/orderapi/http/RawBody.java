package dev.ordinal.orderapi.http;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a request's body, as they came. */
public final class RawBody {

  private RawBody() {}

  /**
   * All of the body.
   *
   * @param encoding the header {@code Content-Encoding}; null if there is none
   * @throws ProblemException {@code unsupported-media-type} for an encoded body, {@code
   *     body-too-large} beyond {@link StrictJson#MAX_BODY_BYTES}, or {@code bad-request} if it
   *     breaks off
   */
  public static byte[] read(@Nullable String encoding, InputStream body) {
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw ApiProblem.UNSUPPORTED_MEDIA_TYPE.because("a Content-Encoding is not supported");
    }
    byte[] bytes;
    try {
      bytes = body.readNBytes(StrictJson.MAX_BODY_BYTES + 1);
    } catch (IOException e) {
      throw ApiProblem.BAD_REQUEST.because("the body broke off before its end");
    }
    if (bytes.length > StrictJson.MAX_BODY_BYTES) {
      throw ApiProblem.BODY_TOO_LARGE.because(
          "the body has more than " + StrictJson.MAX_BODY_BYTES + " bytes");
    }
    return bytes;
  }
}
