package dev.ordinal.local.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Where the library unpacks Postgres, once for each user of the machine. Open while it may unpack:
 * one process at a time does.
 */
final class PostgresBinaries implements AutoCloseable {

  /** What the library writes into a folder when all is unpacked. */
  private static final String COMPLETE = ".exists";

  private final Path folder;
  private final FileChannel lock;

  private PostgresBinaries(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Waits for its turn and removes what a process that was killed has unpacked by half. */
  static PostgresBinaries open() throws IOException {
    return open(Path.of(System.getProperty("user.home"), ".cache", "ordinal"));
  }

  static PostgresBinaries open(Path own) throws IOException {
    Files.createDirectories(own);
    // The library lets everybody write to the folder it unpacks to; nobody else gets through ours.
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
    Path folder = Files.createDirectories(own.resolve("postgres"));
    FileChannel lock =
        FileChannel.open(
            own.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      lock.lock();
      removeHalfUnpacked(folder);
      return new PostgresBinaries(folder, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static void removeHalfUnpacked(Path folder) throws IOException {
    List<Path> unpacked;
    try (Stream<Path> entries = Files.list(folder)) {
      unpacked = entries.filter(Files::isDirectory).toList();
    }
    for (Path version : unpacked) {
      if (!Files.exists(version.resolve(COMPLETE))) {
        FileUtils.deleteDirectory(version.toFile());
      }
    }
  }
}
