package dev.ordinal.systemtests.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The archive of classes beside {@code ordinal.jar}, with which a JVM starts sooner. The launcher
 * makes it after a build; where it is missing or older than a jar, it is made once here.
 */
final class ClassArchive {

  static final Path JAR =
      Path.of(System.getProperty("ordinal.root"), "local", "target", "ordinal.jar");

  private static final int TRAINING_LIMIT_MINUTES = 5;

  /** Made by whoever asks first; all others wait. */
  private static final Path ARCHIVE = archive();

  private ClassArchive() {}

  /**
   * How the harness starts a JVM. One that cannot use the archive does without, and says nothing.
   */
  static List<String> javaWithIt() {
    List<String> command = java();
    command.addAll(List.of("-Xlog:cds*=off", "-XX:SharedArchiveFile=" + ARCHIVE));
    return command;
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:TieredStopAtLevel=1"));
  }

  private static Path archive() {
    Path archive = JAR.resolveSibling("ordinal.jsa");
    try {
      if (!Files.exists(archive) || isOlderThanAJar(archive)) {
        train(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return archive;
  }

  private static boolean isOlderThanAJar(Path archive) throws IOException {
    try (Stream<Path> libraries = Files.list(JAR.resolveSibling("lib"))) {
      long made = archive.toFile().lastModified();
      return Stream.concat(Stream.of(JAR), libraries)
          .anyMatch(jar -> jar.toFile().lastModified() > made);
    }
  }

  /** Aside, as half an archive would crash a JVM. Without one all works, so it may fail. */
  private static void train(Path archive) throws IOException {
    Path folder = Files.createTempDirectory(archive.getParent(), "train-");
    Path made = folder.resolve("made.jsa");
    File output = folder.resolve("output").toFile();
    List<String> command = java();
    command.addAll(List.of("-XX:ArchiveClassesAtExit=" + made, "-jar", JAR.toString(), "train"));
    try {
      Process training =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
      boolean ended = training.waitFor(TRAINING_LIMIT_MINUTES, TimeUnit.MINUTES);
      if (ended && training.exitValue() == 0 && Files.exists(made)) {
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(folder);
      } else {
        training.destroyForcibly();
        System.err.println("starts are slower, since no class archive could be made: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
