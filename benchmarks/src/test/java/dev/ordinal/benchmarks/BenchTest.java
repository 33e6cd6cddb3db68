package dev.ordinal.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.results.Results;
import dev.ordinal.benchmarks.subjects.Subjects;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

  @Test
  void anOptionThatCannotBeUsedIsNamedWithItsBounds() {
    assertRefused("--seconds must be 1 to 600, not 0", "--seconds=0");
    assertRefused("--seconds must be 1 to 600, not 601", "--seconds=601");
    assertRefused("--rounds must be 1 to 20, not 21", "--rounds=21");
    assertRefused("--warm-up must be 0 to 900, not -1", "--warm-up=-1");
    assertRefused("--callers must be 1 to 2000, not 2001", "--callers=1,2001");
    assertRefused("--callers takes 1 to 10 numbers", "--callers=1,2,3,4,5,6,7,8,9,10,11");
    assertRefused("there is no peer redis; there are counter-function", "--peer=redis");
  }

  @Test
  void aQuickRunIsPlannedForLessThanTwelveMinutes() {
    assertThat(estimate("--quick")).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(11));
    assertThat(estimate()).isLessThan(Duration.ofMinutes(90));
    assertThat(estimate("--quick", "--peer=counter-function", "--callers=200"))
        .isLessThan(Duration.ofMinutes(7));
  }

  @Test
  void thePoolThatIsBestBothWaysIsTaken() throws Exception {
    List<Integer> tried = new ArrayList<>();

    Sweep sweep =
        Sweep.run(
            Duration.ofSeconds(2),
            (connections, length) -> {
              tried.add(connections);
              assertThat(length).isEqualTo(Duration.ofSeconds(1));
              // Grows faster with each trial, and has its best at 4 all the same.
              int answers = tried.size() * 10 + (connections == 4 ? 500 : 0);
              Measurement measurement = Measurement.empty(1);
              measurement.latency().recordValueWithCount(1, answers);
              return measurement;
            });

    assertThat(tried).containsExactly(1, 2, 4, 8, 16, 50, 50, 16, 8, 4, 2, 1);
    assertThat(sweep.best()).isEqualTo(4);
    assertThat(sweep.asText()).contains("1: 65/s, ").endsWith("best 4");
  }

  private static Duration estimate(String... options) {
    PlanOptions planOptions = new PlanOptions();
    CommandLine commandLine = new CommandLine(new Bench());
    CommandLine.populateCommand(planOptions, options);
    Path nowhere = Path.of("nowhere");
    return new BenchRun(
            planOptions.plan(commandLine), new Subjects(nowhere, nowhere), new Results())
        .steps()
        .estimate();
  }

  private static void assertRefused(String message, String... options) {
    StringWriter err = new StringWriter();
    int exit = Bench.commandLine().setErr(new PrintWriter(err, true)).execute(options);
    assertThat(err.toString()).contains(message);
    assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
  }
}
