package dev.ordinal.local.imports;

import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.Patience;
import dev.ordinal.local.client.ServiceOptions;
import dev.ordinal.local.client.StopOnSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ordinal import}: has a running service take over the numbers of a spreadsheet. Exits 0 if
 * it did or would do so, 1 if not, 2 if nothing was asked of it.
 */
@Command(
    name = "import",
    description = {
      "Has a running service take over the numbers of a CSV file: all of them or none.",
      "Begin with --dry-run. The same file goes under the same idempotency key, so the same "
          + "command can be run again at any time: what came in before comes in no second time."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the numbers are imported, or the dry run found nothing in the way",
      "1:the service refused them, found rows in the way or gave no answer",
      "2:the file or an option cannot be used, or no service answers; nothing was sent"
    })
public final class ImportCommand implements Callable<Integer> {

  /** Longer than a service needs that was killed, is started again and restores its state. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      converter = ImportKind.Converter.class,
      description = "What the numbers name: ${COMPLETION-CANDIDATES}.")
  private ImportKind kind = ImportKind.PARTNERS;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description =
          "CSV in UTF-8 of at most 10 MiB and 100,000 rows; its first line is"
              + " number[,name][,email][,phone][,company].")
  private Path file = Path.of("");

  @Option(
      names = "--series",
      paramLabel = "CODE",
      description = "Series of the numbers (default: HM-P, ICCT, GAM or BOQ, as the kind is).")
  private @Nullable String series;

  @Option(names = "--dry-run", description = "Only tell what would happen.")
  private boolean dryRun;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who read the books later.")
  private @Nullable String reason;

  @Mixin private ServiceOptions options = new ServiceOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    String code = series == null ? kind.defaultSeries() : series;
    try {
      NumberImport numbers = new NumberImport(options.service(), kind, code, dryRun, reason);
      ImportFile csv = ImportFile.read(file);
      numbers.checkSeries();
      // Open until all is said: a signal ends the JVM when it is closed.
      try (StopOnSignal signal = new StopOnSignal(Thread.currentThread()::interrupt)) {
        return ask(
            numbers, csv, signal.stop(), new Report(commandLine().getOut(), csv.name(), code));
      }
    } catch (ClientFailure e) {
      return failed(e);
    }
  }

  private int ask(NumberImport numbers, ImportFile csv, CountDownLatch stop, Report report) {
    try {
      return report.print(numbers.send(csv, PATIENCE, stop, System.err), dryRun) ? 0 : 1;
    } catch (InterruptedException e) {
      return failed(ClientFailure.broken("stopped; " + whatNow()));
    } catch (Patience.RanOut e) {
      String why = stop.getCount() == 0 ? "stopped" : "no final answer in time";
      return failed(ClientFailure.broken(why + " (" + e.lastSeen() + "); " + whatNow()));
    } catch (ClientFailure e) {
      return failed(e);
    }
  }

  private String whatNow() {
    return dryRun
        ? "a dry run changes nothing"
        : "an import is all or nothing, it comes in as a whole or not at all; run the same command"
            + " again to have it, or to be told that it is there";
  }

  private int failed(ClientFailure failure) {
    commandLine().getErr().println("ordinal: " + failure.getMessage());
    return failure.exitCode();
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec, "made by picocli").commandLine();
  }
}
