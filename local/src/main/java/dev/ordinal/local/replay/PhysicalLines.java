package dev.ordinal.local.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a plain or gzipped UTF-8 file. Whether it is gzipped, its first bytes say and not
 * its name; a line in another encoding costs only that line. Not thread-safe.
 */
final class PhysicalLines implements Closeable {

  private static final int MAX_BYTES = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int GZIP_FIRST_BYTE = 0x1f;
  private static final int GZIP_SECOND_BYTE = 0x8b;

  /**
   * One line.
   *
   * @param number counts from 1
   * @param text with its line end, if it has one; null if it is not UTF-8
   */
  record Line(long number, @Nullable String text) {

    /** This line and {@code next} as one, under this one's number. */
    Line with(Line next) {
      return new Line(number, text == null || next.text == null ? null : text + next.text);
    }
  }

  private final InputStream in;
  private long number;

  private PhysicalLines(InputStream in) {
    this.in = in;
  }

  /**
   * Opens {@code file}.
   *
   * @throws IOException if it is not there, not readable or a damaged gzip file
   */
  static PhysicalLines open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    try {
      raw.mark(2);
      boolean gzip = raw.read() == GZIP_FIRST_BYTE && raw.read() == GZIP_SECOND_BYTE;
      raw.reset();
      return new PhysicalLines(
          gzip ? new BufferedInputStream(new GZIPInputStream(raw, 1 << 16)) : raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * The next line, or null at the end of the file.
   *
   * @throws IOException if the file cannot be read on, or has a line of over 1 MiB, which no file
   *     of orders has
   */
  @Nullable Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    int read;
    while ((read = in.read()) >= 0) {
      line.write(read);
      if (read == '\n') {
        break;
      }
      if (line.size() > MAX_BYTES) {
        throw new IOException("line " + (number + 1) + " is longer than 1 MiB");
      }
    }
    if (line.size() == 0) {
      return null;
    }
    number++;
    return new Line(number, decode(line.toByteArray()));
  }

  private @Nullable String decode(byte[] line) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
