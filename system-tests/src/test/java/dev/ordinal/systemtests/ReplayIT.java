package dev.ordinal.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real orders through the public API. */
@ExtendWith(SharedOrdinal.class)
class ReplayIT {

  private static final String SAMPLE =
      Path.of(System.getProperty("ordinal.root"), "samples", "online-retail-2010-12-01.csv")
          .toString();

  @TempDir private Path folder;

  @Test
  void aDayOfRealOrdersGetsItsNumbersOnceHoweverOftenItIsReplayed(Ordinal ordinal) {
    String first = replay(ordinal);
    assertThat(first).containsPattern("placed\\s+127").containsPattern("repeated\\s+0");
    assertThat(first).contains("RET-20101201-0001", "RET-20101201-0127");
    String second = replay(ordinal);
    assertThat(second).containsPattern("placed\\s+0").containsPattern("repeated\\s+127");
    assertThat(ordinal.client().list("/orders?limit=50&series=RET&period=20101201")).hasSize(127);
  }

  private String replay(Ordinal ordinal) {
    try (JavaProcess replay =
        JavaProcess.start(
            folder,
            Map.of(),
            "replay",
            SAMPLE,
            "--series=RET",
            "--concurrency=64",
            "--url=http://127.0.0.1:" + ordinal.ports().api())) {
      assertThat(replay.exitCode()).as(replay.output()).isZero();
      return replay.output();
    }
  }
}
