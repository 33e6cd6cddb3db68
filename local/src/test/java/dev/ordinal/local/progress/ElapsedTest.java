package dev.ordinal.local.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ElapsedTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aTerminalIsRedrawnInPlace() {
    try (Elapsed elapsed = Elapsed.still("deciding", out, true, nanos::get)) {
      after(Duration.ofSeconds(1), elapsed);
      after(Duration.ofMillis(99), elapsed);
      after(Duration.ofSeconds(1), elapsed);
      assertThat(printed()).isEqualTo("\rdeciding 00:01\rdeciding 00:02");
    }
  }

  @Test
  void aLogGetsAPlainLineEveryFewSecondsAndTheWholeTimeOnce() {
    Elapsed elapsed = Elapsed.still("deciding", out, false, nanos::get);
    after(Duration.ofSeconds(4), elapsed);
    assertThat(printed()).isEmpty();
    after(Duration.ofSeconds(1), elapsed);
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    elapsed.close();
    elapsed.close();
    after(Duration.ofSeconds(60), elapsed);
    assertThat(printed().lines()).containsExactly("deciding 00:05", "deciding took 01:05");
  }

  @Test
  void whatIsOverSoonIsNotWorthALine() {
    try (Elapsed elapsed = Elapsed.stillIfSlow("starting", out, true, nanos::get)) {
      after(Duration.ofSeconds(2), elapsed);
    }
    assertThat(printed()).isEmpty();
    try (Elapsed elapsed = Elapsed.stillIfSlow("starting", out, true, nanos::get)) {
      after(Duration.ofSeconds(4), elapsed);
    }
    assertThat(printed()).startsWith("\rstarting 00:04");
  }

  @Test
  void itGoesOnByItself() {
    Elapsed elapsed = Elapsed.start("deciding", out, nanos::get);
    try {
      nanos.set(Duration.ofSeconds(9).toNanos());
      await().untilAsserted(() -> assertThat(printed()).startsWith("deciding 00:09"));
    } finally {
      elapsed.close();
    }
  }

  private void after(Duration duration, Elapsed elapsed) {
    nanos.addAndGet(duration.toNanos());
    elapsed.tick();
  }

  private String printed() {
    return printed.toString(UTF_8);
  }
}
