package dev.ordinal.contracts.topics;

import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** What all clients of Kafka of all services have in common. */
public final class ClientSettings {

  /**
   * How long a connection may take, in ms. A host that is gone answers nothing at all, unlike a
   * process that is gone, and by default a client tries it for 10 to 30 s before it asks another.
   */
  private static final long CONNECT_MS = 2_000;

  private ClientSettings() {}

  /**
   * The settings, to be added to.
   *
   * @param bootstrapServers {@code host:port}, several separated by commas
   * @param requestTimeoutMs how long an answer may take, in ms, before the connection is given up
   */
  public static Map<String, Object> of(String bootstrapServers, int requestTimeoutMs) {
    return Map.of(
        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
        requestTimeoutMs,
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG,
        CONNECT_MS,
        CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG,
        2 * CONNECT_MS);
  }
}
