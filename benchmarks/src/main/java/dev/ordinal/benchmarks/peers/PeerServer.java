package dev.ordinal.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import picocli.CommandLine;

/** A server of its own for one peer; makes the peer's tables, and prints {@link #READY}. */
public final class PeerServer extends Application<Configuration> {

  /** What is printed once requests are taken. */
  public static final String READY = "peer is ready";

  private final PeerOptions options;

  private PeerServer(PeerOptions options) {
    this.options = options;
  }

  /** {@code --peer NAME --pool N --port N --admin-port N --jdbc-url URL}. */
  public static void main(String[] arguments) throws Exception {
    PeerOptions options = CommandLine.populateCommand(new PeerOptions(), arguments);
    new PeerServer(options).run("server", "peer.yml");
  }

  @Override
  public void initialize(Bootstrap<Configuration> bootstrap) {
    Map<String, Integer> settings =
        Map.of(
            "port", options.port(),
            "adminPort", options.adminPort(),
            "threads", options.peer().threads());
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(
            new ResourceConfigurationSourceProvider(), new StringSubstitutor(settings)));
  }

  @Override
  public void run(Configuration configuration, Environment environment) throws SQLException {
    HikariDataSource database = pool();
    environment
        .lifecycle()
        .manage(
            new Managed() {
              @Override
              public void stop() {
                database.close();
              }
            });
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(options.peer().schema());
    }
    environment.admin().addTask(new PoolTask(database));
    environment.jersey().register(resource(database, environment));
    environment.lifecycle().addServerLifecycleListener(server -> System.out.println(READY));
  }

  private Object resource(HikariDataSource database, Environment environment) {
    Peer peer = options.peer();
    return peer.hasOrders()
        ? new OrderResource(
            peer.numbering(database), environment.getObjectMapper(), Clock.systemUTC())
        : new LeadResource(new Leads(database));
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(options.jdbcUrl());
    config.setMaximumPoolSize(options.pool());
    return new HikariDataSource(config);
  }
}
