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
    of(
        Map.of(
            "ORDINAL_KAFKA_BOOTSTRAP_SERVERS",
            ports.bootstrapServers(),
            "ORDINAL_POSTGRES_URL",
            ports.jdbcUrl()),
        folder);
  }

  /** The same of a site that is found by the variables that tell services of it. */
  static void of(Map<String, String> site, Path folder) {
    try (JavaProcess audit = JavaProcess.start(folder, site, "audit", "--wait=120")) {
      int exitCode = audit.exitCode();
      assertThat(exitCode).as(audit.output()).isZero();
    }
  }
}
