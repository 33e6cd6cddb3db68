package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.peers.Peer;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options for what is measured and for how long. */
final class PlanOptions {

  private static final int MAX_CALLERS = 2_000;
  private static final int MAX_LEVELS = 10;
  private static final int MAX_SECONDS = 600;
  private static final int MAX_ROUNDS = 20;
  private static final int MAX_WARM_UP = 900;

  @Option(
      names = "--quick",
      description =
          "In less than 12 minutes: 200 and 1,000 callers, 7 s each, 3 rounds, 75 s of warm-up.")
  private boolean quick;

  @Option(
      names = "--callers",
      split = ",",
      paramLabel = "N",
      description =
          "Callers of the closed loops, each 1 to 2000, 10 numbers at most (default: 1,16,50,200,1000).")
  private @Nullable List<Integer> callers;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long each measurement takes, 1 to 600 (default: 20).")
  private @Nullable Integer seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each pair is measured, 1 to 20 (default: 5).")
  private @Nullable Integer rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description =
          "The longest time for which Ordinal is warmed up, 0 to 900; it ends once Ordinal is no "
              + "longer getting faster (default: 300). Peers get half of it or less.")
  private @Nullable Integer warmUp;

  @Option(
      names = "--peer",
      split = ",",
      paramLabel = "NAME",
      description =
          "These peers only: counter-function, for-update, max-plus-one, kv-lock, claim-update.")
  private @Nullable List<String> peers;

  /**
   * What the options ask for.
   *
   * @throws ParameterException if they cannot be used
   */
  Plan plan(CommandLine commandLine) {
    return new Plan(
        callers(commandLine),
        Duration.ofSeconds(
            bounded(commandLine, "--seconds", seconds, quick ? 7 : 20, 1, MAX_SECONDS)),
        bounded(commandLine, "--rounds", rounds, quick ? 3 : 5, 1, MAX_ROUNDS),
        Duration.ofSeconds(
            bounded(commandLine, "--warm-up", warmUp, quick ? 75 : 300, 0, MAX_WARM_UP)),
        peers(commandLine));
  }

  private List<Integer> callers(CommandLine commandLine) {
    if (callers == null) {
      return quick ? List.of(200, 1000) : List.of(1, 16, 50, 200, 1000);
    }
    if (callers.isEmpty() || callers.size() > MAX_LEVELS) {
      throw new ParameterException(
          commandLine, "--callers takes 1 to %d numbers".formatted(MAX_LEVELS));
    }
    callers.forEach(level -> bounded(commandLine, "--callers", level, 1, 1, MAX_CALLERS));
    return callers;
  }

  private Set<Peer> peers(CommandLine commandLine) {
    if (peers == null) {
      return EnumSet.allOf(Peer.class);
    }
    String all = Arrays.stream(Peer.values()).map(Peer::label).collect(Collectors.joining(", "));
    return peers.stream()
        .map(
            name ->
                Peer.of(name)
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                commandLine,
                                "there is no peer %s; there are %s".formatted(name, all))))
        .collect(Collectors.toSet());
  }

  private static int bounded(
      CommandLine commandLine,
      String option,
      @Nullable Integer given,
      int other,
      int min,
      int max) {
    int value = given == null ? other : given;
    if (value < min || value > max) {
      throw new ParameterException(
          commandLine, "%s must be %d to %d, not %d".formatted(option, min, max, value));
    }
    return value;
  }
}
