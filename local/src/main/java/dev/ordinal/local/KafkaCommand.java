package dev.ordinal.local;

import dev.ordinal.local.kafka.EmbeddedKafka;
import dev.ordinal.local.kafka.Proxied;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--proxied",
      paramLabel = "<port>:<port>",
      hidden = true,
      description =
          "One more port to listen on, and the port that who connects there is told: a proxy's.")
  private @Nullable String proxied;

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws Exception {
    try (Parts parts = new Parts()) {
      DataFolder folder = parts.start(Part.DATA_FOLDER, data::open);
      Path directory = folder.claim("kafka");
      new Ports().check("--port", LocalHost.ADDRESS, port);
      Proxied listener = proxied == null ? Proxied.NONE : Proxied.valueOf(proxied);
      Logs.writeTo(folder.logs());
      EmbeddedKafka kafka =
          parts.start(
              Part.KAFKA, () -> EmbeddedKafka.start(directory, LocalHost.ADDRESS, port, listener));
      System.out.printf("Kafka is ready: %s (data %s)%n", kafka.bootstrapServers(), directory);
      parts.awaitSignal();
    }
    return 0;
  }
}
