package dev.ordinal.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir private Path own;

  @Test
  void whatWasUnpackedByHalfIsRemovedAndWhatIsCompleteIsKept() throws Exception {
    Path complete = Files.createDirectories(own.resolve("postgres/PG-1"));
    Files.createFile(complete.resolve(".exists"));
    Path half = Files.createDirectories(own.resolve("postgres/PG-2/bin"));
    Files.createFile(half.resolve("initdb"));

    PostgresBinaries.open(own).close();

    assertThat(own.resolve("postgres")).isDirectoryContaining("glob:**/PG-1");
    assertThat(own.resolve("postgres/PG-2")).doesNotExist();
  }

  @Test
  void nobodyElseCanChangeThem() throws Exception {
    PostgresBinaries.open(own).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
  }
}
