package dev.ordinal.systemtests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that cannot use the archive says nothing, so that something else must say it. */
class ClassArchiveIT {

  @Test
  void theArchiveFitsTheJar(@TempDir Path folder) {
    JavaProcess strict = JavaProcess.startWith(folder, List.of("-Xshare:on"), "--version");

    assertThat(strict.exitCode()).as(strict.output()).isZero();
  }
}
