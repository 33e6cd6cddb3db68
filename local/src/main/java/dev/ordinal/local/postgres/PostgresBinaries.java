package dev.ordinal.local.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.FileUtils;

/**
 * The programs of Postgres, unpacked from the class path once for each user of the machine.
 *
 * @param folder what holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path folder) {

  /** Ends the name of what is being unpacked, or was when its process was killed. */
  private static final String UNFINISHED = ".new";

  private static final int OUTPUT_LIMIT = 1024;

  /** Unpacks them if they are not; waits for another process that does. */
  static PostgresBinaries unpacked() throws IOException {
    return unpacked(Path.of(System.getProperty("user.home"), ".cache", "ordinal"));
  }

  // Locks of files are of the whole process: the second thread would not wait, but fail.
  static synchronized PostgresBinaries unpacked(Path own) throws IOException {
    Files.createDirectories(own);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
    // Not in `postgres`, which an earlier Ordinal clears of what it did not unpack itself.
    Path all = Files.createDirectories(own.resolve("postgres-bin"));
    Path folder = all.resolve(digest());
    try (FileChannel turn =
        FileChannel.open(
            own.resolve("postgres-bin.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      turn.lock();
      if (!Files.exists(folder)) {
        Path unfinished = all.resolve(folder.getFileName() + UNFINISHED);
        FileUtils.deleteDirectory(unfinished.toFile());
        unpack(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return new PostgresBinaries(folder);
  }

  /**
   * Runs one of them to its end.
   *
   * @param bound how long to wait for its end before killing it
   * @throws IOException when it fails or does not end, with what it printed
   */
  void run(Duration bound, String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (new UnixSystem().getUid() == 0) {
      // They refuse to run as root; in a user namespace of its own nobody is.
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command, bound);
  }

  static void run(List<String> command, Duration bound) throws IOException {
    Path output = Files.createTempFile("ordinal-postgres", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("no end within %d s".formatted(bound.toSeconds()));
      }
      if (process.exitValue() != 0) {
        throw new IOException(lastOf(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it runs: " + command, e);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  private static String lastOf(Path output) throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      in.skipNBytes(Math.max(0, Files.size(output) - OUTPUT_LIMIT));
      return new String(in.readNBytes(OUTPUT_LIMIT), UTF_8).strip();
    }
  }

  private static void unpack(Path folder) throws IOException {
    try (InputStream packed = open();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, entry.resolveIn(folder));
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      if ((entry.getMode() & 0b001_000_000) != 0) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static String digest() throws IOException {
    try (DigestInputStream packed =
        new DigestInputStream(open(), MessageDigest.getInstance("SHA-256"))) {
      packed.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(packed.getMessageDigest().digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static InputStream open() throws IOException {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String processor =
        System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64"; // as they are named
    String name = "/postgres-%s-%s.txz".formatted(system, processor);
    InputStream packed = PostgresBinaries.class.getResourceAsStream(name);
    if (packed == null) {
      throw new IOException("there is no Postgres for this machine: " + name);
    }
    return packed;
  }
}
