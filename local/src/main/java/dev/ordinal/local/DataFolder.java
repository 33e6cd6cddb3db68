package dev.ordinal.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that all data lives in, a subfolder for each part. A part belongs to one process at a
 * time; the operating system frees it when that process ends, however it ends. Not thread-safe.
 */
public final class DataFolder implements AutoCloseable {

  private final Path root;
  private final List<FileChannel> claims = new ArrayList<>();

  private DataFolder(Path root) {
    this.root = root;
  }

  /**
   * Opens the folder, creating it when missing.
   *
   * @throws UsageException when it cannot be created or written
   */
  public static DataFolder open(Path path) {
    Path root = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UsageException("data folder " + root + " cannot be used: " + reason(e), e);
    }
    return new DataFolder(root);
  }

  /** The absolute path. */
  public Path path() {
    return root;
  }

  /** Where the log goes. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** What Postgres itself says. */
  public Path postgresLog() {
    return logs().resolve("postgres.log");
  }

  /**
   * Makes a part this process's own until {@link #close}.
   *
   * @param part the name of the subfolder
   * @return the subfolder's absolute path; it need not exist yet
   * @throws UsageException when another process has it
   */
  public Path claim(String part) {
    Path lockFile = root.resolve(part + ".lock");
    try {
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new UsageException("data folder " + root + " is in use by another ordinal");
      }
      claims.add(channel);
    } catch (IOException e) {
      throw new UsageException("data folder " + root + " cannot be used: " + reason(e), e);
    }
    return root.resolve(part);
  }

  /** Gives up all claims. */
  @Override
  public void close() {
    for (FileChannel claim : claims) {
      try {
        claim.close();
      } catch (IOException e) {
        throw new IllegalStateException("cannot release " + root, e);
      }
    }
    claims.clear();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this process has it
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
