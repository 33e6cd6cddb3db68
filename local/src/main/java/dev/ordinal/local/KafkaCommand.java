package dev.ordinal.local;

import dev.ordinal.local.kafka.EmbeddedKafka;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the broker alone. */
@Command(name = "kafka", description = "Run a Kafka broker alone, until Ctrl-C.")
final class KafkaCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "<port>",
      defaultValue = "${env:ORDINAL_KAFKA_PORT:-9092}",
      description = "Port of Kafka (ORDINAL_KAFKA_PORT; now ${DEFAULT-VALUE}).")
  private int port;

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws Exception {
    try (Parts parts = new Parts()) {
      DataFolder folder = parts.start(Part.DATA_FOLDER, data::open);
      Path directory = folder.claim("kafka");
      new Ports().check("--port", LocalHost.ADDRESS, port);
      Logs.writeTo(folder.logs());
      EmbeddedKafka kafka =
          parts.start(Part.KAFKA, () -> EmbeddedKafka.start(directory, LocalHost.ADDRESS, port));
      System.out.printf("Kafka is ready: %s (data %s)%n", kafka.bootstrapServers(), directory);
      parts.awaitSignal();
    }
    return 0;
  }
}
