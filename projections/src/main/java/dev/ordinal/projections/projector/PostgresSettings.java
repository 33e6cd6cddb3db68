package dev.ordinal.projections.projector;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.util.Duration;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the read model is.
 *
 * @param url of JDBC, such as {@code jdbc:postgresql://127.0.0.1:15432/postgres}
 * @param user owns the schemas {@code ordinal}, {@code api} and {@code read_n}
 * @param password null or empty where Postgres asks for none
 */
public record PostgresSettings(
    @JsonProperty @NotBlank String url,
    @JsonProperty @NotBlank String user,
    @JsonProperty @Nullable String password) {

  private static final int CONNECT_SECONDS = 5;
  private static final int ANSWER_SECONDS = 5;
  private static final int LONG_STATEMENT_SECONDS = 600;

  /** A pool for batches; whatever Postgres does, nobody waits longer than some seconds. */
  ManagedDataSource pool(MetricRegistry metrics) {
    DataSourceFactory factory = new DataSourceFactory();
    factory.setDriverClass("org.postgresql.Driver");
    factory.setUrl(url);
    factory.setUser(user);
    factory.setPassword(password);
    factory.setProperties(
        Map.of(
            "connectTimeout",
            Integer.toString(CONNECT_SECONDS),
            "socketTimeout",
            Integer.toString(ANSWER_SECONDS),
            "reWriteBatchedInserts",
            "true",
            // What a row holds is not for logs.
            "logServerErrorDetail",
            "false",
            "ApplicationName",
            "ordinal-projections"));
    factory.setMaxWaitForConnection(Duration.seconds(CONNECT_SECONDS));
    // No connection at start: the service comes up without Postgres too.
    factory.setInitialSize(0);
    factory.setMinSize(0);
    factory.setMaxSize(2);
    factory.setCheckConnectionOnBorrow(true);
    return factory.build(metrics, "read-model");
  }

  /** Connections, one a call, for migrations and rebuilds, whose statements may take minutes. */
  DataSource patient() {
    return patient("ordinal-projections-schema");
  }

  /**
   * The same for somebody else.
   *
   * @param name what Postgres shows as the connection's application
   */
  public DataSource patient(String name) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    source.setConnectTimeout(CONNECT_SECONDS);
    source.setSocketTimeout(LONG_STATEMENT_SECONDS);
    source.setReWriteBatchedInserts(true);
    source.setApplicationName(name);
    return source;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PostgresSettings[url=" + url + ", user=" + user + "]";
  }
}
