package dev.ordinal.local.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.local.client.ClientFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** A file to import, as it is; what it means is for the service to say. */
final class ImportFile {

  /** What the service takes. */
  static final int MAX_BYTES = 10 << 20;

  private final String name;
  private final byte[] bytes;

  private ImportFile(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  /**
   * Reads {@code file}.
   *
   * @throws ClientFailure if it cannot be read, is empty or larger than the service takes
   */
  static ImportFile read(Path file) throws ClientFailure {
    if (Files.isDirectory(file)) {
      throw ClientFailure.badInput(file + " is a folder, not a CSV file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw ClientFailure.badInput(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes and the service takes 10 MiB (%,d bytes) at most;"
                    + " nothing was sent",
                file,
                Math.max(bytes.length, Files.size(file)),
                MAX_BYTES));
      }
      if (bytes.length == 0) {
        throw ClientFailure.badInput(file + " is empty");
      }
      return new ImportFile(String.valueOf(file.getFileName()), bytes);
    } catch (NoSuchFileException e) {
      throw ClientFailure.badInput(file + " is not there");
    } catch (IOException e) {
      throw ClientFailure.badInput(file + " cannot be read: " + e);
    }
  }

  String name() {
    return name;
  }

  int size() {
    return bytes.length;
  }

  /** The bytes from the first on. */
  InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  /** The idempotency key under which it goes into {@code series}: the same for the same bytes. */
  String key(String series) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      // No code has a line end: series and file are told apart.
      sha.update((series + "\n").getBytes(UTF_8));
      return "import-" + HexFormat.of().formatHex(sha.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
