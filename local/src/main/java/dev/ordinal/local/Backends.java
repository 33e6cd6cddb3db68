package dev.ordinal.local;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.local.kafka.EmbeddedKafka;
import dev.ordinal.local.postgres.LocalPostgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What the services need: a broker with the topics, and Postgres.
 *
 * @param bootstrapServers where Kafka clients connect
 * @param jdbcUrl where Postgres clients connect, as {@code postgres} without a password
 */
record Backends(String bootstrapServers, String jdbcUrl) {

  /** Starts both at once, since each takes seconds. */
  static Backends start(
      Parts parts,
      Path kafkaData,
      int kafkaPort,
      Path postgresData,
      int postgresPort,
      Path postgresLog)
      throws Exception {
    FutureTask<LocalPostgres> startPostgres =
        new FutureTask<>(
            () ->
                parts.start(
                    Part.POSTGRES,
                    () -> LocalPostgres.start(postgresData, postgresPort, postgresLog)));
    new Thread(startPostgres, "start-postgres").start();
    EmbeddedKafka kafka;
    try {
      kafka =
          parts.start(
              Part.KAFKA, () -> EmbeddedKafka.start(kafkaData, LocalHost.ADDRESS, kafkaPort));
      ensureTopics(kafka.bootstrapServers());
    } catch (Exception e) {
      awaitEnd(startPostgres, e);
      throw e;
    }
    return new Backends(kafka.bootstrapServers(), outcome(startPostgres).jdbcUrl());
  }

  // The caller is about to stop what has started, which must then include Postgres.
  private static void awaitEnd(FutureTask<LocalPostgres> start, Exception failure)
      throws InterruptedException {
    try {
      start.get();
    } catch (ExecutionException e) {
      failure.addSuppressed(e);
    }
  }

  private static LocalPostgres outcome(FutureTask<LocalPostgres> start) throws Exception {
    try {
      return start.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void ensureTopics(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      TopicSetup.ensure(admin, (short) 1);
    }
  }
}
