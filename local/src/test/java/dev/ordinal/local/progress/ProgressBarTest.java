package dev.ordinal.local.progress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aTerminalIsRedrawnInPlaceWithRateAndTimeLeft() {
    try (ProgressBar bar = bar(1_000, true)) {
      after(Duration.ofSeconds(10));
      bar.advanceTo(500);
      assertThat(printed())
          .isEqualTo(
              "\rreplay [###############...............]  50% 500/1,000 orders, 50/s ETA 00:10");
    }
  }

  @Test
  void aTerminalIsNotRedrawnForEveryStep() {
    try (ProgressBar bar = bar(1_000, true)) {
      after(Duration.ofMillis(99));
      bar.advanceTo(1);
      assertThat(printed()).isEmpty();
    }
  }

  @Test
  void aLogGetsAPlainLineEveryFewSeconds() {
    try (ProgressBar bar = bar(1_000, false)) {
      after(Duration.ofSeconds(4));
      bar.advanceTo(100);
      assertThat(printed()).isEmpty();
      after(Duration.ofSeconds(1));
      bar.advanceTo(200);
      assertThat(printed())
          .isEqualTo("replay  20% 200/1,000 orders, 40/s ETA 00:20" + System.lineSeparator());
    }
  }

  @Test
  void closingPrintsTheFinalStateOnce() {
    ProgressBar bar = bar(10, false);
    after(Duration.ofSeconds(2));
    bar.advanceTo(10);
    bar.close();
    bar.close();
    assertThat(printed())
        .isEqualTo("replay 100% 10/10 orders, 5/s took 00:02" + System.lineSeparator());
  }

  @Test
  void aLateReportOfASmallerCountDoesNotGoBack() {
    ProgressBar bar = bar(10, false);
    bar.advanceTo(7);
    bar.advanceTo(3);
    bar.close();
    assertThat(printed()).contains("7/10");
  }

  @Test
  void whatNeverBeganIsNotShown() {
    bar(10, true).close();
    assertThat(printed()).isEmpty();
  }

  @Test
  void aTotalMayGrow() {
    ProgressBar bar = bar(10, false);
    bar.advanceTo(10, 40);
    bar.close();
    assertThat(printed()).contains("25% 10/40");
  }

  @Test
  void nothingToDoIsDone() {
    ProgressBar bar = bar(0, false);
    bar.advanceTo(0);
    bar.close();
    assertThat(printed()).startsWith("replay 100% 0/0 orders");
  }

  private ProgressBar bar(long total, boolean terminal) {
    return new ProgressBar("replay", "orders", total, out, terminal, nanos::get);
  }

  private void after(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  private String printed() {
    return printed.toString(UTF_8);
  }
}
