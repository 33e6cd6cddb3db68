package dev.ordinal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCommandTest {

  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void findPort() throws Exception {
    port = FreePort.find();
  }

  @Test
  void itStopsOnSigtermWithExitCodeZero() throws Exception {
    try (OrdinalProcess ordinal = start()) {
      assertThat(ordinal.nextLine()).startsWith("Postgres is ready");
      assertThat(ordinal.terminate()).isZero();
      assertThat(ordinal.nextLine()).isEqualTo("Ordinal has stopped.");
    }
  }

  @Test
  void theServerThatAKilledProcessLeftBehindIsReplaced() throws Exception {
    try (OrdinalProcess killed = start()) {
      assertThat(killed.nextLine()).startsWith("Postgres is ready");
      killed.kill();
    }
    try (OrdinalProcess next = start()) {
      assertThat(next.nextLine()).startsWith("Postgres is ready");
      assertThat(next.terminate()).isZero();
    }
  }

  private OrdinalProcess start() throws Exception {
    return OrdinalProcess.start(
        "postgres", "--port", Integer.toString(port), "--data", folder.toString());
  }
}
