package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A small file system in memory, which can be filled. To mount it needs root, on Linux. */
public final class SmallDisk implements AutoCloseable {

  private static final String SIZE = "1g";
  private static final int LARGE = 1024 * 1024;
  private static final int SMALL = 4096;

  /** Nobody else would unmount them if this JVM is stopped in the middle. */
  private static final Set<Path> MOUNTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> MOUNTED.forEach(SmallDisk::unmount), "unmount-all"));
  }

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** Why none can be mounted on this machine; empty if one can. */
  public static Optional<String> trouble() {
    try {
      Path folder = Files.createTempDirectory("ordinal-small-disk-");
      try {
        mount(folder).close();
        return Optional.empty();
      } catch (IllegalStateException e) {
        return Optional.of(e.getMessage() + " (it needs root)");
      } finally {
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Mounts one at a folder, which is made if it is not there.
   *
   * @throws IllegalStateException if it cannot, with the reason in the words of mount
   */
  public static SmallDisk mount(Path folder) {
    try {
      Files.createDirectories(folder);
      run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "ordinal-small-disk", folder.toString());
    } catch (IOException e) {
      throw new IllegalStateException("no file system can be mounted here: " + e.getMessage(), e);
    }
    MOUNTED.add(folder);
    return new SmallDisk(folder);
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  /** Fills what is free, to the last page. May be called again for what has become free since. */
  public void fill() {
    fill(LARGE);
    fill(SMALL);
  }

  private void fill(int piece) {
    byte[] zeros = new byte[piece];
    try (OutputStream out =
        Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (Files.getFileStore(folder).getUsableSpace() >= piece) {
        out.write(zeros);
      }
    } catch (IOException e) {
      // Somebody else took the rest, so it is full.
    }
  }

  /** Makes room again. */
  public void free() {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unmounts it; what is on it is lost. */
  @Override
  public void close() {
    unmount(folder);
    MOUNTED.remove(folder);
  }

  private static void unmount(Path folder) {
    try {
      // Lazily: a process that has yet to end may still use it.
      run("umount", "--lazy", folder.toString());
    } catch (IOException e) {
      System.err.printf("left mounted: %s: %s%n", folder, e.getMessage());
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException(said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
