package dev.ordinal.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.results.Target.Verdict;
import dev.ordinal.benchmarks.subjects.Cpu;
import dev.ordinal.benchmarks.subjects.Worth;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TargetTest {

  private final Results results = new Results();

  @Test
  void aMissedTargetIsNamedWithWhatWasMeasured() {
    pair(0, 300, 200);

    Target target = target("orders over HTTP against the counter row at its best pool, 200");

    assertThat(target.verdict()).isEqualTo(Verdict.NOT_MET);
    assertThat(Markdown.targets(Target.of(results)))
        .containsPattern(
            "orders over HTTP against the counter row at its best pool, 200 callers +"
                + "\\| ≥ 2 +\\| 1.50 +\\| NOT MET");
  }

  @Test
  void theRatioIsTheMedianOfPairsSoOneDisturbedPairDoesNotDecide() {
    pair(0, 500, 200);
    pair(1, 250, 100);
    pair(2, 500, 499);

    Target target = target("orders over HTTP against the counter row at its best pool, 200");

    assertThat(target.verdict()).isEqualTo(Verdict.MET);
    assertThat(target.measured()).isEqualTo("2.50");
  }

  @Test
  void whatCannotBeMeasuredIsNamedWithItsReason() {
    assertThat(Markdown.targets(Target.of(results)))
        .contains("not measured: there is no pass-through to drain beside it yet")
        .contains("not measured: this run has no such pair")
        .doesNotContain("NOT MET");
    assertThat(Target.of(results)).hasSize(9);
  }

  @Test
  void cpuAndOpenLoopAreHeldAgainstTheirBounds() {
    add(Target.ORDINAL, Load.closed(200), 0, 1_000, 5_000, Duration.ofMillis(290));
    add(Target.ORDINAL, Load.open(50), 0, 100, 12_500, Duration.ofMillis(100));

    assertThat(target("JVM CPU an order").measured()).isEqualTo("0.29 ms");
    assertThat(target("JVM CPU an order").verdict()).isEqualTo(Verdict.MET);
    assertThat(target("50 orders/s open loop, p50").verdict()).isEqualTo(Verdict.NOT_MET);
    assertThat(target("50 orders/s open loop, p99").verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void whereAPeerWinsIsSaid() {
    assertThat(Markdown.wins(results, Target.ORDINAL)).startsWith("No peer wins");
    pair(0, 300, 200);
    add(Target.ORDINAL, Load.open(50), 0, 100, 12_500, Duration.ofMillis(100));
    assertThat(Markdown.wins(results, Target.ORDINAL)).startsWith("No peer wins");

    add(Target.COUNTER_JDBC, Load.closed(200), 0, 301, 1_000, Duration.ZERO);
    add(Target.COUNTER_BEST, Load.open(50), 0, 100, 1_500, Duration.ZERO);

    assertThat(Markdown.wins(results, Target.ORDINAL))
        .contains("- counter-jdbc, 200 callers: 301/s")
        .contains("- counter-function-best, 50/s open loop: 100/s with p99 1.5 ms; ordinal 100/s");
  }

  @Test
  void aWrongNumberOfOrdinalIsNoCleanRunAndOneOfAPeerIsItsOwnAffair() {
    results.worth("kv-lock", new Worth(10, 1, 1, 1, 0, 0));
    results.worth(Target.ORDINAL, new Worth(10, 0, 0, 0, 0, 0));
    assertThat(Target.isClean(results)).isTrue();

    results.worth("ordinal, leads", new Worth(10, 0, 0, 0, 0, 1));
    assertThat(Target.isClean(results)).isFalse();
  }

  private Target target(String beginning) {
    List<Target> found =
        Target.of(results).stream().filter(target -> target.what().startsWith(beginning)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private void pair(int round, int ordinal, int counter) {
    add(Target.ORDINAL, Load.closed(200), round, ordinal, 1_000, Duration.ofSeconds(1));
    add(Target.COUNTER_BEST, Load.closed(200), round, counter, 1_000, Duration.ofSeconds(1));
  }

  private void add(
      String subject, Load load, int round, int answers, long micros, Duration serverCpu) {
    Measurement measurement = Measurement.empty(1);
    measurement.latency().recordValueWithCount(micros, answers);
    results.add(
        new Figure(
            subject,
            load,
            round,
            measurement,
            answers,
            new Cpu(serverCpu, Duration.ZERO),
            OptionalLong.empty()));
  }
}
