package dev.ordinal.local;

import dev.ordinal.local.postgres.LocalPostgres;
import dev.ordinal.local.postgres.PostgresProcesses;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs Postgres alone. */
@Command(name = "postgres", description = "Run a Postgres server alone, until Ctrl-C.")
final class PostgresCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_POSTGRES_PORT:-15432}",
      description = "Port of Postgres (ORDINAL_POSTGRES_PORT; now ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws Exception {
    try (Parts parts = new Parts()) {
      DataFolder folder = parts.start(Part.DATA_FOLDER, data::open);
      Path directory = folder.claim("postgres");
      PostgresProcesses.on(directory).end();
      new Ports().check("--port", LocalHost.ADDRESS, port);
      Logs.writeTo(folder.logs());
      LocalPostgres postgres =
          parts.start(
              Part.POSTGRES, () -> LocalPostgres.start(directory, port, folder.postgresLog()));
      System.out.printf(
          "Postgres is ready: %s, user postgres (data %s)%n", postgres.jdbcUrl(), directory);
      parts.awaitSignal();
    }
    return 0;
  }
}
