package dev.ordinal.benchmarks.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.peers.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubjectsTest {

  @TempDir private Path folder;

  @Test
  void aPeerIsAProcessOfItsOwnThatTakesOrdersAndLeavesNothingRunning() throws Exception {
    List<ProcessHandle> started;
    try (Subjects subjects = new Subjects(folder, folder)) {
      Subject counter = subjects.peer(Peer.COUNTER_FUNCTION, 10);
      started = ProcessHandle.current().children().toList();
      Measurement measurement = counter.orders().closed(16, Duration.ofSeconds(1));
      counter.pool(2);
      Measurement again = counter.orders().closed(16, Duration.ofMillis(500));

      assertThat(measurement.errors()).isEmpty();
      assertThat(again.errors()).isEmpty();
      assertThat(counter.worth()).isEqualTo(new Worth(counter.told(), 0, 0, 0, 0, 0));
      assertThat(counter.told())
          .isGreaterThanOrEqualTo(measurement.answers() + again.answers())
          .isGreaterThanOrEqualTo(2 * 16);
      assertThat(counter.cpu().server()).isPositive();
      assertThat(counter.databaseBytes()).isPositive();

      CounterRow row = subjects.counterRow();
      assertThat(row.closed(3, Duration.ofMillis(500)).errors()).isEmpty();
      assertThat(row.worth().told()).isGreaterThanOrEqualTo(3);
      assertThat(row.worth().isClean()).isTrue();
    }
    assertThat(started).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
  }
}
