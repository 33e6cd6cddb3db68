package dev.ordinal.local.audit;

import dev.ordinal.local.UsageException;
import dev.ordinal.local.progress.ProgressBar;
import dev.ordinal.projections.audit.AuditReport;
import dev.ordinal.projections.audit.AuditRun;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.PostgresSettings;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ordinal audit}: reads a log and proves what was promised of it. Exits 0 if all of it was
 * checked and holds, 1 if something does not hold, 2 if something could not be checked.
 */
@Command(
    name = "audit",
    description = {
      "Reads the committed log on its own and proves that no number came twice, that none is"
          + " missing for no reason, that each decided command has exactly one outcome, and that"
          + " Postgres holds what the log says.",
      "It changes nothing, and ends under load: it reads up to where the log ended when it began."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was checked and holds",
      "1:something does not hold; it is named",
      "2:nothing was found, but something could not be checked, or an option cannot be used"
    })
public final class AuditCommand implements Callable<Integer> {

  private static final String LOCAL = "127.0.0.1";
  private static final int MAX_WAIT_SECONDS = 3_600;

  @Option(
      names = "--series",
      paramLabel = "CODE",
      description =
          "Look at this series alone, without commands and leads; can be given several times.")
  private Set<String> series = new TreeSet<>();

  @Option(names = "--json", description = "Print one JSON object, for programs.")
  private boolean json;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:ORDINAL_KAFKA_BOOTSTRAP_SERVERS}",
      description =
          "Brokers, several separated by commas (ORDINAL_KAFKA_BOOTSTRAP_SERVERS; otherwise those"
              + " of `up`).")
  private @Nullable String kafka;

  @Option(
      names = "--kafka-port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_KAFKA_PORT:-9092}",
      description = "Port of the Kafka of `up` (ORDINAL_KAFKA_PORT; now ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      defaultValue = "${env:ORDINAL_POSTGRES_URL}",
      description =
          "Postgres as JDBC names it (ORDINAL_POSTGRES_URL; otherwise that of `up`). User and"
              + " password are ORDINAL_POSTGRES_USER and ORDINAL_POSTGRES_PASSWORD; reading the"
              + " schema api is enough.")
  private @Nullable String postgres;

  @Option(
      names = "--postgres-port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_POSTGRES_PORT:-15432}",
      description = "Port of the Postgres of `up` (ORDINAL_POSTGRES_PORT; now ${DEFAULT-VALUE}).")
  private int postgresPort;

  @Option(names = "--no-postgres", description = "Look at the log alone.")
  private boolean noPostgres;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long Postgres may take to have what the log has, 0 to 3600 (default"
              + " ${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Option(
      names = "--numbering-group",
      paramLabel = "GROUP",
      defaultValue = "${env:ORDINAL_NUMBERING_APPLICATION_ID:-ordinal-numbering}",
      description =
          "Consumer group of numbering, which tells what is decided"
              + " (ORDINAL_NUMBERING_APPLICATION_ID; now ${DEFAULT-VALUE}).")
  private String numberingGroup = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (waitSeconds < 0 || waitSeconds > MAX_WAIT_SECONDS) {
      throw new UsageException("--wait must be 0 to 3600, not " + waitSeconds);
    }
    KafkaSettings brokers =
        new KafkaSettings(kafka == null ? LOCAL + ":" + kafkaPort : kafka, (short) 1);
    AuditRun audit =
        new AuditRun(
            brokers,
            noPostgres ? null : postgres(),
            new AuditRun.Options(series, numberingGroup, Duration.ofSeconds(waitSeconds)));
    AuditReport report;
    PrintStream err = System.err;
    try (ProgressBar bar = new ProgressBar("audit", "log positions", 0, err)) {
      report = audit.run(bar::advanceTo);
    } catch (KafkaException e) {
      throw new UsageException(
          "the log at %s cannot be read: %s".formatted(brokers.bootstrapServers(), reason(e)), e);
    }
    PrintWriter out = Objects.requireNonNull(spec, "made by picocli").commandLine().getOut();
    if (json) {
      out.println(JsonReport.of(report));
    } else {
      new TextReport(out).print(report);
    }
    out.flush();
    return exitCode(report);
  }

  private static int exitCode(AuditReport report) {
    if (report.findings().count() > 0) {
      return 1;
    }
    return report.isClean() ? 0 : 2;
  }

  private PostgresSettings postgres() {
    String url =
        postgres == null
            ? "jdbc:postgresql://%s:%d/postgres".formatted(LOCAL, postgresPort)
            : postgres;
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new UsageException("--postgres must begin with jdbc:postgresql:, not " + url);
    }
    return new PostgresSettings(
        url,
        Objects.requireNonNullElse(System.getenv("ORDINAL_POSTGRES_USER"), "postgres"),
        System.getenv("ORDINAL_POSTGRES_PASSWORD"));
  }

  private static String reason(KafkaException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
  }
}
