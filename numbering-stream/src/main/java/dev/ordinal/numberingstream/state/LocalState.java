package dev.ordinal.numberingstream.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which changelog the state on this disk is a copy of. Streams takes a copy that is ahead of its
 * changelog for complete: that of a changelog that is gone would be gone on with, and be missing
 * wherever the new one is restored.
 *
 * @param folder the state folder
 */
public record LocalState(Path folder) {

  private static final String FILE = "changelog-id";

  /**
   * Has the copy deleted unless it is of this changelog.
   *
   * @param delete deletes all that Streams keeps in the folder
   */
  public void belongTo(String changelogId, Runnable delete) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.exists(file) && Files.readString(file).equals(changelogId)) {
        return;
      }
      delete.run();
      Files.createDirectories(folder);
      Files.writeString(file, changelogId);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder cannot be used", e);
    }
  }
}
