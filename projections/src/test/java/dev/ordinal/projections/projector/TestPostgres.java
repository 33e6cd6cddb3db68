package dev.ordinal.projections.projector;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;

/** A real Postgres for one test class. */
public final class TestPostgres implements AutoCloseable {

  private final EmbeddedPostgres server;

  private TestPostgres(EmbeddedPostgres server) {
    this.server = server;
  }

  public static TestPostgres start() throws IOException {
    return new TestPostgres(EmbeddedPostgres.start());
  }

  /** What is in {@code data} outlives the server. */
  public static TestPostgres start(Path data, int port) throws IOException {
    return new TestPostgres(
        EmbeddedPostgres.builder()
            .setPort(port)
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .start());
  }

  public static PostgresSettings settings(int port) {
    return new PostgresSettings(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
  }

  public PostgresSettings settings() {
    return settings(server.getPort());
  }

  public Jdbi jdbi() {
    return Jdbi.create(settings().patient());
  }

  /** As if nothing had ever been folded. */
  public void wipe() {
    jdbi()
        .useHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace"
                            + " WHERE nspname ~ '^(read_[0-9]+|api|ordinal)$'")
                    .mapTo(String.class)
                    .list()
                    .forEach(handle::execute));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
