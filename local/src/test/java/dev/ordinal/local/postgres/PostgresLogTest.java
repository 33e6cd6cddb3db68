package dev.ordinal.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresLogTest {

  @TempDir private Path folder;

  @Test
  void onlyWhatWasSaidSinceIsToldAndWithoutWhatIsSaidAtEveryStart() throws Exception {
    PostgresLog log = new PostgresLog(folder.resolve("postgres.log"));
    assertThat(log.lastSince(log.end())).isEmpty();
    say(log, "2026-11-26 14:20:01.123 UTC [41] FATAL:  something old");
    long place = log.end();
    say(log, "2026-11-26 14:20:02.123 UTC [42] LOG:  starting PostgreSQL 18.6 on x86_64");
    say(log, "2026-11-26 14:20:02.124 UTC [42] FATAL:  could not write: No space left on device");
    say(log, "2026-11-26 14:20:02.125 UTC [42] LOG:  database system is shut down");
    assertThat(log.lastSince(place)).isEqualTo("FATAL: could not write: No space left on device");
  }

  @Test
  void ofALongLogTheEndIsTold() throws Exception {
    PostgresLog log = new PostgresLog(folder.resolve("postgres.log"));
    say(log, "x".repeat(100_000));
    say(log, "2026-11-26 14:20:02.124 UTC [42] PANIC:  the end");
    assertThat(log.lastSince(0)).endsWith("; PANIC: the end").hasSizeLessThan(10_000);
  }

  @Test
  void aLogOfMoreThanTenMegabytesIsCutAndKeptBesideIt() throws Exception {
    PostgresLog log = new PostgresLog(folder.resolve("postgres.log"));
    say(log, "x".repeat(11 * 1024 * 1024));
    log.trim();
    assertThat(log.end()).isZero();
    assertThat(folder.resolve("postgres.log.1")).isNotEmptyFile();
    say(log, "small");
    log.trim();
    assertThat(log.file()).hasContent("small");
  }

  private static void say(PostgresLog log, String line) throws Exception {
    String before = Files.exists(log.file()) ? Files.readString(log.file()) : "";
    Files.writeString(log.file(), before + line + "\n");
  }
}
