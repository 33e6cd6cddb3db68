package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.results.Json;
import dev.ordinal.benchmarks.results.Markdown;
import dev.ordinal.benchmarks.results.Report;
import dev.ordinal.benchmarks.results.Results;
import dev.ordinal.benchmarks.results.Target;
import dev.ordinal.benchmarks.subjects.Subjects;
import dev.ordinal.local.client.StopOnSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ordinal bench}: figures side by side. Exits 0 whether or not targets are met. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures Ordinal side by side with what people would use instead, each a server process of "
          + "its own on Postgres with fsync, in folders and ports of its own.",
      "Server and load share this machine: let it do nothing else meanwhile."
    },
    footer = {"", "JMH alone: ordinal bench --micro [JMH options]"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured, and each number of Ordinal was worth what it should be",
      "1:something could not be measured, or a number of Ordinal was wrong",
      "2:an option cannot be used"
    })
public final class Bench implements Callable<Integer> {

  private static final int ENDED_BY_SIGNAL = 130;

  @Mixin private PlanOptions planOptions = new PlanOptions();

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write all figures, too.")
  private @Nullable Path json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where to write benchmarks.md and its charts, too (docs).")
  private @Nullable Path report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where to make the folder for all data, which is removed at the end; to be on the disk "
              + "that is to be measured (default: benchmarks/target).")
  private @Nullable Path data;

  @Spec private @Nullable CommandSpec spec;

  /** Runs and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setCommandName("ordinal bench")
        .setExecutionExceptionHandler(
            (e, command, result) -> {
              command.getErr().println("ordinal: " + (e.getMessage() == null ? e : e.getMessage()));
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws Exception {
    CommandLine commandLine = Objects.requireNonNull(spec, "made by picocli").commandLine();
    PrintWriter out = commandLine.getOut();
    Plan plan = planOptions.plan(commandLine);
    Path root = Path.of(System.getProperty("ordinal.root", ".")).toAbsolutePath().normalize();
    Path parent = data == null ? root.resolve("benchmarks/target") : data.toAbsolutePath();
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "bench-");
    String made = Machine.describe(folder);
    Thread main = Thread.currentThread();
    Results results = new Results();
    try (StopOnSignal signal = new StopOnSignal(main::interrupt)) {
      try {
        try (Subjects subjects = new Subjects(root, folder)) {
          Steps steps = new BenchRun(plan, subjects, results).steps();
          out.printf("%s; about %s minutes%n", made, steps.estimate().toMinutes() + 1);
          steps.run(out);
        }
        List<Target> targets = show(out, results);
        write(results, targets, made);
        return Target.isClean(results) ? 0 : 1;
      } catch (InterruptedException e) {
        if (signal.stop().getCount() > 0) {
          throw e; // not by a signal
        }
        show(out, results);
        return ENDED_BY_SIGNAL;
      } catch (Exception e) {
        show(out, results);
        throw e;
      } finally {
        FileUtils.deleteQuietly(folder.toFile());
      }
    }
  }

  /** Prints what is known so far. */
  private static List<Target> show(PrintWriter out, Results results) {
    List<Target> targets = Target.of(results);
    out.println();
    if (results.summaries().isEmpty()) {
      return targets;
    }
    out.println(Markdown.figures(results));
    out.println(Markdown.worths(results));
    out.println(Markdown.facts(results));
    out.println(Markdown.wins(results, Target.ORDINAL));
    out.println(Markdown.targets(targets));
    return targets;
  }

  private void write(Results results, List<Target> targets, String made) throws IOException {
    if (json != null) {
      Files.writeString(json, Json.of(results, targets, made));
    }
    if (report != null) {
      Report.write(report, results, targets, made);
    }
  }
}
