package dev.ordinal.orderapi.reads;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where the read model is and how it is read. */
public final class PostgresSettings {

  /**
   * Every read is a few rows of an index. Where Postgres misjudges how few, it must not collect all
   * rows that fit and sort them.
   */
  public static final String SESSION = "-c statement_timeout=5000 -c enable_bitmapscan=off";

  @NotBlank @JsonProperty private String url = "jdbc:postgresql://127.0.0.1:15432/postgres";

  @NotBlank @JsonProperty private String user = "postgres";

  @NotNull @JsonProperty private String password = "";

  @Min(2) @Max(200) @JsonProperty
  private int connections = 8;

  @Min(1) @Max(1_000_000) @JsonProperty
  private int maxReads = 2_000;

  @NotNull @MinDuration(value = 0, unit = TimeUnit.SECONDS)
  @MaxDuration(value = 30, unit = TimeUnit.SECONDS)
  @JsonProperty
  private Duration readWait = Duration.seconds(2);

  /**
   * How many queries run at once; one connection less than the pool has, 2 to 200, default 8, so
   * that the watch over the positions always finds one.
   */
  public int queries() {
    return connections - 1;
  }

  /** How many reads may be in hand before 429; 1 to 1,000,000, default 2,000. */
  public int maxReads() {
    return maxReads;
  }

  /**
   * How long a read waits for the read model to catch up with what callers were told, before it
   * reads what is there; 0 s to 30 s, default 2 s.
   */
  public java.time.Duration readWait() {
    return readWait.toJavaDuration();
  }

  /** A pool that starts without Postgres, waits a second at most, and drops dead connections. */
  public DataSourceFactory pool() {
    DataSourceFactory pool = new DataSourceFactory();
    pool.setDriverClass("org.postgresql.Driver");
    pool.setUrl(url);
    pool.setUser(user);
    pool.setPassword(password);
    pool.setInitialSize(0);
    pool.setMinSize(0);
    pool.setMaxSize(connections);
    pool.setMaxWaitForConnection(Duration.seconds(1));
    pool.setReadOnlyByDefault(true);
    pool.setCheckConnectionOnBorrow(true);
    pool.setValidationInterval(Duration.seconds(1));
    pool.setValidationQueryTimeout(Duration.seconds(1));
    pool.setProperties(
        Map.of(
            "ApplicationName", "order-api",
            // What a row holds is not for logs.
            "logServerErrorDetail", "false",
            // Seconds.
            "connectTimeout", "1",
            "loginTimeout", "2",
            "socketTimeout", "10",
            "options", SESSION));
    return pool;
  }
}
