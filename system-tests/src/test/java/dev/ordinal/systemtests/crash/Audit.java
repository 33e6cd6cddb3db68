package dev.ordinal.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.util.Map;

/** {@code ordinal audit} of a site, as its operator runs it. */
final class Audit {

  private Audit() {}

  /** Reads all that the site ever wrote, and what Postgres holds of it; all of it must be right. */
  static void of(Deployment site, Path folder) {
    Ports ports = site.ports();
    try (JavaProcess audit =
        JavaProcess.start(
            folder,
            Map.of(),
            "audit",
            "--kafka=" + ports.bootstrapServers(),
            "--postgres=" + ports.jdbcUrl(),
            "--wait=120")) {
      int exitCode = audit.exitCode();
      assertThat(exitCode).as(audit.output()).isZero();
    }
  }
}
