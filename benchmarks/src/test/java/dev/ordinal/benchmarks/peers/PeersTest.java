package dev.ordinal.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ordinal.local.postgres.LocalPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {

  private static final String ORDER = "{\"currency\":\"GBP\"}";

  @TempDir private static Path folder;
  private static LocalPostgres postgres;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres =
        LocalPostgres.start(folder.resolve("postgres"), freePort(), folder.resolve("log/postgres"));
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @Test
  void eachPeerGivesContiguousNumbersWhenItIsCalledAlone() throws Exception {
    for (Peer peer : Peer.values()) {
      if (peer.hasOrders()) {
        try (HikariDataSource database = database(peer.label())) {
          execute(database, peer.schema());
          Numbering numbering = peer.numbering(database);
          for (int i = 1; i <= 3; i++) {
            assertThat(numbering.place("GAM", "20261127", ORDER))
                .as(peer.label())
                .isEqualTo("GAM-20261127-000" + i);
          }
          assertThat(numbers(database))
              .as(peer.label())
              .containsExactly("GAM-20261127-0001", "GAM-20261127-0002", "GAM-20261127-0003");
        }
      }
    }
  }

  @Test
  void theTenThousandthOrderIsNotTruncated() throws Exception {
    try (HikariDataSource database = database("ten-thousand")) {
      execute(database, Peer.COUNTER_FUNCTION.schema());
      execute(database, "INSERT INTO counters VALUES ('GAM', '20261127', 9999)");

      Numbering numbering = Peer.COUNTER_FUNCTION.numbering(database);

      assertThat(numbering.place("GAM", "20261127", ORDER)).isEqualTo("GAM-20261127-10000");
    }
  }

  @Test
  void theCounterRowInventsANumberAfterTenFailures() throws Exception {
    try (HikariDataSource database = database("invented")) {
      execute(database, Peer.COUNTER_FUNCTION.schema());
      execute(database, "DROP TABLE counters");

      Numbering numbering = Peer.COUNTER_FUNCTION.numbering(database);

      assertThat(numbering.place("GAM", "20261127", ORDER)).matches("GAM-20261127-[0-9]{13}");
      assertThat(numbers(database)).hasSize(1);
    }
  }

  @Test
  void aLockThatIsHeldIsWaitedForUntilItIsStale() throws Exception {
    try (HikariDataSource database = database("stale")) {
      execute(database, Peer.KV_LOCK.schema());
      execute(
          database,
          "INSERT INTO entries VALUES ('lock:GAM:20261127', 'gone', now() - interval '1 h')");

      Numbering numbering = Peer.KV_LOCK.numbering(database);

      assertThat(numbering.place("GAM", "20261127", ORDER)).isEqualTo("GAM-20261127-0001");
    }
  }

  @Test
  void aLeadIsClaimedOnceByOneCallerAfterTheOther() throws Exception {
    try (HikariDataSource database = database("leads")) {
      execute(database, Peer.CLAIM_UPDATE.schema());
      Leads leads = new Leads(database);
      leads.create("a", "Ada Obi");

      assertThat(leads.claim("a", "first")).isTrue();
      assertThat(leads.claim("a", "second")).isFalse();
      assertThat(leads.claim("unknown", "second")).isFalse();
    }
  }

  private static HikariDataSource database(String name) throws SQLException {
    HikariDataSource all = new HikariDataSource();
    all.setJdbcUrl(postgres.jdbcUrl() + "?user=postgres&currentSchema=" + name);
    all.setMaximumPoolSize(2);
    execute(all, "CREATE SCHEMA \"" + name + "\"");
    return all;
  }

  private static void execute(HikariDataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> numbers(HikariDataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT number FROM orders ORDER BY number")) {
      List<String> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getString(1));
      }
      return numbers;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
