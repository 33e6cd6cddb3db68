package dev.ordinal.benchmarks.micro;

import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to find the period of an order and to print its number. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NumberFormat {

  private final NumberPattern pattern =
      NumberPattern.of(
          new SeriesDefinition(
              "GAM",
              SeriesKind.ORDER,
              "GAM-{yyyyMMdd}-{seq:4}",
              Reset.DAILY,
              ZoneId.of("Africa/Lagos"),
              Overflow.WIDEN,
              1));
  private final Instant time = Instant.parse("2026-11-27T12:00:00Z");
  private long sequence;

  /** Prints the next number. */
  @Benchmark
  public String format() {
    return pattern.format(time, ++sequence);
  }

  /** Finds the period. */
  @Benchmark
  public String period() {
    return pattern.period(time);
  }
}
