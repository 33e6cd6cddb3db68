package dev.ordinal.local;

import dev.ordinal.local.services.Service;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of the environment variables that the services' configurations name, as {@code up} needs
 * them. The configurations themselves stay those that the services ship with.
 */
final class ServiceSettings {

  private static final String ANY_FREE_PORT = "0";

  private final UpOptions options;
  private final Backends backends;
  private final DataFolder folder;

  ServiceSettings(UpOptions options, Backends backends, DataFolder folder) {
    this.options = options;
    this.backends = backends;
    this.folder = folder;
  }

  Map<String, String> of(Service service) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("ORDINAL_KAFKA_BOOTSTRAP_SERVERS", backends.bootstrapServers());
    settings.put("ORDINAL_KAFKA_REPLICATION_FACTOR", "1");
    settings.put("ORDINAL_POSTGRES_URL", backends.jdbcUrl());
    settings.put("ORDINAL_POSTGRES_USER", "postgres");
    settings.put("ORDINAL_POSTGRES_PASSWORD", "");
    settings.put("ORDINAL_BIND_HOST", LocalHost.ADDRESS);
    settings.putAll(
        switch (service) {
          case API ->
              Map.of(
                  "ORDINAL_BIND_HOST", options.bindHost(),
                  "ORDINAL_PORT", Integer.toString(options.port()),
                  "ORDINAL_ADMIN_PORT", Integer.toString(options.adminPort()));
          case NUMBERING ->
              Map.of(
                  "ORDINAL_NUMBERING_PORT", ANY_FREE_PORT,
                  "ORDINAL_NUMBERING_ADMIN_PORT", ANY_FREE_PORT,
                  "ORDINAL_NUMBERING_STATE_DIR", folder.path().resolve("numbering").toString());
          case PROJECTIONS ->
              Map.of(
                  "ORDINAL_PROJECTIONS_PORT", ANY_FREE_PORT,
                  "ORDINAL_PROJECTIONS_ADMIN_PORT", ANY_FREE_PORT);
          case WEBHOOKS ->
              Map.of(
                  "ORDINAL_WEBHOOKS_PORT", ANY_FREE_PORT,
                  "ORDINAL_WEBHOOKS_ADMIN_PORT", ANY_FREE_PORT);
        });
    return settings;
  }
}
