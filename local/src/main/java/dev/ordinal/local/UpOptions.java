package dev.ordinal.local;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be chosen for {@code up}, so that several can run side by side. */
final class UpOptions {

  @Option(
      names = "--port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_PORT:-8080}",
      description = "Port of the API (ORDINAL_PORT; now ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--admin-port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_ADMIN_PORT:-8081}",
      description =
          "Port of the API's health checks and metrics (ORDINAL_ADMIN_PORT; now ${DEFAULT-VALUE}).")
  private int adminPort;

  @Option(
      names = "--kafka-port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_KAFKA_PORT:-9092}",
      description = "Port of Kafka (ORDINAL_KAFKA_PORT; now ${DEFAULT-VALUE}).")
  private int kafkaPort;

  @Option(
      names = "--postgres-port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_POSTGRES_PORT:-15432}",
      description = "Port of Postgres (ORDINAL_POSTGRES_PORT; now ${DEFAULT-VALUE}).")
  private int postgresPort;

  @Option(
      names = "--bind",
      paramLabel = "<host>",
      defaultValue = "${env:ORDINAL_BIND_HOST:-" + LocalHost.ADDRESS + "}",
      description =
          "Address that the API and its admin port listen on, 0.0.0.0 for all; others than this"
              + " machine's own only with access keys, see `key new` (ORDINAL_BIND_HOST; now ${DEFAULT-VALUE}).")
  private String bindHost = LocalHost.ADDRESS;

  @Mixin private DataOption data = new DataOption();

  int port() {
    return port;
  }

  int adminPort() {
    return adminPort;
  }

  int kafkaPort() {
    return kafkaPort;
  }

  int postgresPort() {
    return postgresPort;
  }

  String bindHost() {
    return bindHost;
  }

  DataFolder openData() {
    return data.open();
  }
}
