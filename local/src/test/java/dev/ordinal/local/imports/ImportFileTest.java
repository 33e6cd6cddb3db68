package dev.ordinal.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.local.client.ClientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFileTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void theKeyIsTheSameForTheSameBytesWhateverTheFilesName() throws Exception {
    assertThat(file("a", "number\n").key("HM-P"))
        .isEqualTo(file("b", "number\n").key("HM-P"))
        .isEqualTo("import-bec337763981a3dad75568e7d98fa93f94ece256c6ce760a497b725c16c1bf5c");
  }

  @Test
  void theKeyDiffersWithSeriesAndBytes() throws Exception {
    assertThat(file("a", "number\n").key("HM-P"))
        .isNotEqualTo(file("a", "number\n").key("HM"))
        .isNotEqualTo(file("a", "number\r\n").key("HM-P"));
  }

  private ImportFile file(String name, String text) throws IOException, ClientFailure {
    return ImportFile.read(Files.writeString(folder.resolve(name), text));
  }
}
