package dev.ordinal.numberingstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

/**
 * A task whose state is corrupted is closed and initialised again, with the same processor and
 * everything that was scheduled before: Streams does not clear it (StreamTask, 4.3).
 */
class RevivedTaskTest {

  @Test
  void aTaskThatIsRevivedTicksOnce() {
    MockProcessorContext<Outgoing, byte[]> context = new MockProcessorContext<>();
    CommandProcessor processor =
        new CommandProcessor(
            tables -> new Writer(List.of(), new InMemoryTables()),
            List.of(),
            new TestTime(Instant.parse("2025-11-21T10:15:30Z")).settings(),
            new Semaphore(1),
            StreamMetrics.in(new MetricRegistry()));
    context.setCurrentSystemTimeMs(0);
    for (int life = 0; life < 3; life++) {
      processor.init(context);
      assertThat(ticks(context)).as("of the deadlines, and of what is unfinished").isEqualTo(2);
      context.scheduledPunctuators().stream()
          .filter(scheduled -> !scheduled.cancelled())
          .toList()
          .forEach(scheduled -> scheduled.getPunctuator().punctuate(0));
      assertThat(ticks(context)).as("nothing is unfinished").isEqualTo(1);
      processor.close();
      assertThat(ticks(context)).isZero();
    }
  }

  private static long ticks(MockProcessorContext<Outgoing, byte[]> context) {
    return context.scheduledPunctuators().stream().filter(tick -> !tick.cancelled()).count();
  }
}
