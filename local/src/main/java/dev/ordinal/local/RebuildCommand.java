package dev.ordinal.local;

import dev.ordinal.local.progress.ProgressBar;
import dev.ordinal.projections.ProjectionsApplication;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.PostgresSettings;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rebuilds the read model of a running {@code up}. */
@Command(
    name = "rebuild",
    description = {
      "Fold the log into fresh tables while the old ones serve, then switch to them.",
      "Works on a running `up`; elsewhere projections.jar has the same command."
    })
final class RebuildCommand implements Callable<Integer> {

  @Option(
      names = "--kafka-port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_KAFKA_PORT:-9092}",
      description = "Port of its Kafka (ORDINAL_KAFKA_PORT; now ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--postgres-port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_POSTGRES_PORT:-15432}",
      description = "Port of its Postgres (ORDINAL_POSTGRES_PORT; now ${DEFAULT-VALUE}).")
  private int postgresPort;

  @Override
  public Integer call() {
    KafkaSettings kafka = new KafkaSettings(LocalHost.ADDRESS + ":" + kafkaPort, (short) 1);
    PostgresSettings postgres =
        new PostgresSettings(
            "jdbc:postgresql://%s:%d/postgres".formatted(LocalHost.ADDRESS, postgresPort),
            "postgres",
            "");
    PrintStream out = System.out;
    try (ProgressBar bar = new ProgressBar("rebuild", "log positions", 0, out)) {
      ProjectionsApplication.rebuild(kafka, postgres).run(bar::advanceTo);
    }
    return 0;
  }
}
