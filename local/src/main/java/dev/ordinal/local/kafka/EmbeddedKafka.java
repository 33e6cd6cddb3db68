package dev.ordinal.local.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in KRaft mode, its own controller, inside this process. One broker keeps one
 * copy: what its disk loses is lost.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private final CombinedServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(CombinedServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and returns when it takes requests. What an earlier broker left in the
   * directory is there again, however that one ended. If it cannot write, it ends the process.
   *
   * @param directory the broker's data; created when missing, used by one broker at a time
   * @param host the address or name to listen on, also told to clients
   * @param port 1 to 65535
   * @throws IOException when the directory cannot be used or the broker does not start
   */
  public static EmbeddedKafka start(Path directory, String host, int port)
      throws IOException, InterruptedException {
    return start(directory, host, port, Proxied.NONE);
  }

  /** The same with one more listener. */
  public static EmbeddedKafka start(Path directory, String host, int port, Proxied proxied)
      throws IOException, InterruptedException {
    format(directory);
    BrokerEnd.watch(directory);
    KafkaConfig config =
        new KafkaConfig(
            BrokerSettings.of(directory, host, port, freeLoopbackPort(), proxied), false);
    try {
      CombinedServer server = new CombinedServer(config);
      EmbeddedKafka kafka = new EmbeddedKafka(server, host + ":" + port);
      try {
        server.start();
      } catch (RuntimeException | InterruptedException e) {
        kafka.close();
        throw e;
      }
      return kafka;
    } catch (RuntimeException e) {
      throw new IOException("Kafka did not start in " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Where clients connect: {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Stops the broker and waits until its data is flushed and closed. */
  @Override
  public void close() {
    server.stop();
  }

  private static void format(Path directory) throws IOException {
    Files.createDirectories(directory);
    // Written last, so its presence means that formatting was finished.
    if (Files.exists(directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .run();
    } catch (Exception e) {
      throw new IOException("cannot format " + directory + " for Kafka: " + e.getMessage(), e);
    }
  }

  private static int freeLoopbackPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
