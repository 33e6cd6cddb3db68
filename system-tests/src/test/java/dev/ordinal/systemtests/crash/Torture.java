package dev.ordinal.systemtests.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ordinal torture}: the crash matrix. Exits 0 if no promise was broken. */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Ordinal as real processes under load, does to it what can go wrong, and checks what it "
          + "promises after each blow. It uses folders and ports of its own.",
      "A round takes 5 to 40 seconds on two cores."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no promise was broken",
      "1:one was; the report says which, and its folder is kept",
      "2:an option cannot be used"
    })
public final class Torture implements Callable<Integer> {

  private static final int MAX_ROUNDS = 10_000;
  private static final int MAX_TOGETHER = 10;
  private static final int MAX_STAGES = 8;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Rounds of each fault, 1 to 10000 (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--quick",
      description = "10 rounds of each fault, as many of which strike at once as can.")
  private boolean quick;

  @Option(
      names = "--fault",
      paramLabel = "NAME",
      description = "This fault only; may be given more than once. --list shows them.")
  private List<String> faults = List.of();

  @Option(
      names = "--together",
      paramLabel = "N",
      description =
          "How many faults of different parts strike at once at most, 1 to 10; each round picks "
              + "(default: 4, and 10 with --quick).")
  private @Nullable Integer together;

  @Option(
      names = "--stages",
      paramLabel = "N",
      description =
          "How many stages run side by side, 1 to 8; each has processes of its own (default: one "
              + "for each two processors).")
  private @Nullable Integer atOnce;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Replays the order and the choices of an earlier run.")
  private @Nullable Long seed;

  @Option(names = "--list", description = "Lists the faults and does nothing else.")
  private boolean list;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where to write the table, in Markdown.")
  private @Nullable Path report;

  @Spec private @Nullable CommandSpec spec;

  /** Runs and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Torture()).setCommandName("ordinal torture").execute(args));
  }

  @Override
  public Integer call() {
    CommandLine commandLine = Objects.requireNonNull(spec, "made by picocli").commandLine();
    PrintWriter out = commandLine.getOut();
    if (list) {
      Stage.all().forEach(stage -> print(out, stage));
      return 0;
    }
    check(commandLine);
    List<Stage<?>> stages = Stage.of(faults);
    long used = seed == null ? System.nanoTime() : seed;
    Matrix matrix = new Matrix(stages);
    out.printf("%d rounds of each fault, seed %d%n", rounds, used);
    long start = System.nanoTime();
    new TortureRun(out, matrix, used, new Plan(rounds, together(), quick))
        .run(stages, atOnce(), () -> report(table(matrix, used, start)));
    String table = table(matrix, used, start);
    out.println(table);
    report(table);
    return matrix.isClean() ? 0 : 1;
  }

  private void check(CommandLine commandLine) {
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw new ParameterException(
          commandLine, "--rounds must be 1 to %d, not %d".formatted(MAX_ROUNDS, rounds));
    }
    if (together() < 1 || together() > MAX_TOGETHER) {
      throw new ParameterException(
          commandLine, "--together must be 1 to %d, not %d".formatted(MAX_TOGETHER, together()));
    }
    if (atOnce() < 1 || atOnce() > MAX_STAGES) {
      throw new ParameterException(
          commandLine, "--stages must be 1 to %d, not %d".formatted(MAX_STAGES, atOnce()));
    }
    if (quick && rounds != 10) {
      throw new ParameterException(commandLine, "--quick has 10 rounds; drop --rounds");
    }
    for (String name : faults) {
      if (Stage.of(List.of(name)).isEmpty()) {
        throw new ParameterException(
            commandLine, "there is no fault %s; --list shows them".formatted(name));
      }
      Optional<String> trouble = Stage.of(List.of(name)).get(0).faults().get(0).trouble().get();
      if (trouble.isPresent()) {
        throw new ParameterException(
            commandLine, "%s cannot be tried here: %s".formatted(name, trouble.get()));
      }
    }
  }

  private int together() {
    return together != null ? together : quick ? MAX_TOGETHER : 4;
  }

  private int atOnce() {
    int processors = Runtime.getRuntime().availableProcessors();
    return atOnce != null ? atOnce : Math.max(1, Math.min(MAX_STAGES, processors / 2));
  }

  private static void print(PrintWriter out, Stage<?> stage) {
    out.printf("%s: %s%n", stage.name(), stage.what());
    stage.faults().forEach(fault -> out.printf("  %-30s %s%n", fault.name(), fault.what()));
  }

  /** Writes what is known so far, so that a run that is ended early has a report as well. */
  private void report(String table) {
    if (report != null) {
      try {
        Files.writeString(report, table);
      } catch (IOException e) {
        throw new UncheckedIOException("the report cannot be written", e);
      }
    }
  }

  private String table(Matrix matrix, long used, long start) {
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return """
        # Crash matrix
        Made by `./ordinal torture %s --together %d --stages %d --seed %d` in %d minutes \
        on %d processors, JDK %s. In each stage 60 callers ask five times a second each. In each round one fault strikes, or several at \
        once that hit different parts; afterwards what callers were told, the log and what can be \
        read are held against each other. `./ordinal audit` ends each stage.

        "Missed" are blows that were aimed at a moment and fell in another. "Back" is the time \
        from the last blow until something of each kind was made of what was asked since. \
        "Commands/s" is the median of the load just before the blow.

        """
        .formatted(
            quick ? "--quick" : "--rounds " + rounds,
            together(),
            atOnce(),
            used,
            took.toMinutes(),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version().feature())
        .concat(matrix.markdown());
  }
}
