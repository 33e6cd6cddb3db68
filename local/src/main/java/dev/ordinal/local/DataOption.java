package dev.ordinal.local;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the data lives, for every command that keeps some. */
final class DataOption {

  @Option(
      names = "--data",
      paramLabel = "<folder>",
      defaultValue = "${env:ORDINAL_DATA:-data}",
      description =
          "Folder that all data is kept in, created when missing"
              + " (ORDINAL_DATA; now ${DEFAULT-VALUE}).")
  private Path folder = Path.of("data");

  DataFolder open() {
    return DataFolder.open(folder);
  }
}
