package dev.ordinal.benchmarks.subjects;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/** HTTP as text, as little of it as the load needs. */
final class Posts {

  private Posts() {}

  /** A whole POST of JSON in ASCII. */
  static byte[] post(String path, String idempotencyKey, String json) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + "Content-Type: application/json\r\nAccept: application/json\r\n"
            + "Idempotency-Key: \""
            + idempotencyKey
            + "\"\r\n"
            + "Content-Length: "
            + json.length()
            + "\r\n\r\n"
            + json)
        .getBytes(US_ASCII);
  }

  /** The first text of that name in {@code json}, which has no space around colons. */
  static @Nullable String text(String json, String name) {
    String start = "\"" + name + "\":\"";
    int from = json.indexOf(start);
    if (from < 0) {
      return null;
    }
    int begin = from + start.length();
    int end = json.indexOf('"', begin);
    return end < 0 ? null : json.substring(begin, end);
  }
}
