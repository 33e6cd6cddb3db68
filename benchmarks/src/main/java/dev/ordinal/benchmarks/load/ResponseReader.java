package dev.ordinal.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 responses, one after the other, as far as the servers under test write them: a
 * length or chunks, no trailers. Not thread-safe.
 */
final class ResponseReader {

  private static final int MAX_BYTES = 16 << 20;

  private byte[] bytes = new byte[4096];
  private int size;

  /** A whole response; {@code body} in ISO 8859-1. */
  record Response(int status, String body) {}

  /**
   * Takes what was read.
   *
   * @return the response if it is complete; what was read of it is forgotten then
   * @throws IOException if this is no response
   */
  @Nullable Response feed(ByteBuffer read) throws IOException {
    int more = read.remaining();
    if (size + more > MAX_BYTES) {
      throw new IOException("a response of more than " + MAX_BYTES + " bytes");
    }
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
    read.get(bytes, size, more);
    size += more;
    int headEnd = indexOf("\r\n\r\n", 0);
    return headEnd < 0 ? null : parse(headEnd);
  }

  private @Nullable Response parse(int headEnd) throws IOException {
    String head = new String(bytes, 0, headEnd, ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 ") || head.length() < 12) {
      throw new IOException("no HTTP/1.1 response: " + head.lines().findFirst().orElse(""));
    }
    int status = number(head.substring(9, 12), 10);
    String fields = head.toLowerCase(Locale.ROOT);
    int bodyStart = headEnd + 4;
    String body;
    if (fields.contains("\r\ntransfer-encoding: chunked")) {
      body = chunked(bodyStart);
    } else {
      int length = status == 204 ? 0 : length(fields);
      body = size < bodyStart + length ? null : new String(bytes, bodyStart, length, ISO_8859_1);
    }
    if (body == null) {
      return null;
    }
    size = 0; // a request waits for the answer to the one before, so nothing follows
    return new Response(status, body);
  }

  private static int length(String fields) throws IOException {
    String name = "\r\ncontent-length:";
    int start = fields.indexOf(name);
    if (start < 0) {
      throw new IOException("a response without a length");
    }
    int end = fields.indexOf('\r', start + name.length());
    String value = fields.substring(start + name.length(), end < 0 ? fields.length() : end);
    return number(value.strip(), 10);
  }

  /** Null if it is not complete. */
  private @Nullable String chunked(int start) throws IOException {
    StringBuilder body = new StringBuilder();
    int at = start;
    while (true) {
      int lineEnd = indexOf("\r\n", at);
      if (lineEnd < 0) {
        return null;
      }
      int length = number(new String(bytes, at, lineEnd - at, ISO_8859_1), 16);
      int chunk = lineEnd + 2;
      if (size < chunk + length + 2) {
        return null;
      }
      if (length == 0) {
        return body.toString();
      }
      body.append(new String(bytes, chunk, length, ISO_8859_1));
      at = chunk + length + 2;
    }
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int number = Integer.parseInt(text, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IOException("no number in a response: " + text);
  }

  private int indexOf(String text, int from) {
    for (int i = from; i <= size - text.length(); i++) {
      int matched = 0;
      while (matched < text.length() && bytes[i + matched] == text.charAt(matched)) {
        matched++;
      }
      if (matched == text.length()) {
        return i;
      }
    }
    return -1;
  }
}
