package dev.ordinal.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesTest {

  @TempDir private Path own;

  @Test
  void whatWasUnpackedByHalfIsUnpackedAgain() throws Exception {
    Path folder = PostgresBinaries.unpacked(own).folder();
    Path half = folder.resolveSibling(folder.getFileName() + ".new");
    Files.move(folder, half);
    Files.delete(half.resolve("bin/initdb"));

    PostgresBinaries.unpacked(own).run(Duration.ofSeconds(30), "initdb", "--version");
    assertThat(half).doesNotExist();
  }

  @Test
  void nobodyElseCanChangeThem() throws Exception {
    PostgresBinaries.unpacked(own);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
  }

  @Test
  void whatAProgramSaysWhenItFailsIsTold() {
    assertThatThrownBy(
            () ->
                PostgresBinaries.run(
                    List.of("sh", "-c", "echo no space left; exit 1"), Duration.ofSeconds(30)))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void aProgramThatDoesNotEndIsKilled() {
    assertThatThrownBy(() -> PostgresBinaries.run(List.of("sleep", "1000"), Duration.ofMillis(100)))
        .hasMessageContaining("no end within");
  }
}
