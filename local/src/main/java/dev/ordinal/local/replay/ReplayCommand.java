package dev.ordinal.local.replay;

import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.ServiceOptions;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ordinal replay}: posts a file of retail orders through the HTTP API of a running service
 * and checks the numbers they got. Exits 0 if all orders of the file are there without hole or
 * duplicate, 1 if not, 2 if what it was given cannot be used.
 */
@Command(
    name = "replay",
    description = {
      "Posts a file of retail orders through the HTTP API and checks the numbers they got.",
      "Each invoice is posted under its InvoiceNo as the idempotency key, so a file can be "
          + "replayed again at any time: what is there is repeated, not placed twice."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all orders of the file are there, without hole or duplicate",
      "1:some are not, or the service does not answer",
      "2:the file or an option cannot be used"
    })
public final class ReplayCommand implements Callable<Integer> {

  private static final int MAX_CONCURRENCY = 1_000;

  @Parameters(
      paramLabel = "FILE",
      description =
          "CSV in UTF-8, plain or gzipped, with the columns that samples/README.md explains.")
  private Path file = Path.of("");

  @Option(
      names = "--series",
      paramLabel = "CODE",
      required = true,
      description = "Series for the orders, as RET.")
  private String series = "";

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "64",
      description = "Orders posted at a time, 1 to 1000 (default ${DEFAULT-VALUE}).")
  private int concurrency;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Where to report what is no order (default: FILE's name with .rejects.csv, here).")
  private @Nullable Path rejectsFile;

  @Mixin private ServiceOptions options = new ServiceOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    CommandLine commandLine = Objects.requireNonNull(spec, "made by picocli").commandLine();
    try {
      checkConcurrency();
      OrdersApi api = new OrdersApi(options.service(), series);
      return new Replay(api, concurrency, commandLine.getOut()).run(file, rejectsFile()) ? 0 : 1;
    } catch (ClientFailure e) {
      commandLine.getErr().println("ordinal: " + e.getMessage());
      return e.exitCode();
    }
  }

  private void checkConcurrency() throws ClientFailure {
    if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      throw ClientFailure.badInput("--concurrency must be 1 to 1000, not " + concurrency);
    }
  }

  /** Named after the file, in the current directory. */
  private Path rejectsFile() {
    if (rejectsFile != null) {
      return rejectsFile;
    }
    Path name = Objects.requireNonNullElse(file.getFileName(), file);
    return Path.of(name.toString().replaceFirst("(\\.csv)?(\\.gz)?$", "") + ".rejects.csv");
  }
}
