package dev.ordinal.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.local.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

  @TempDir private Path folder;

  @Test
  void whatIsCommittedIsOnDisk() throws Exception {
    try (LocalPostgres postgres = start()) {
      assertThat(ask(postgres, "show fsync")).isEqualTo("on");
      assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
    }
  }

  @Test
  void onlyThisMachineCanConnect() throws Exception {
    try (LocalPostgres postgres = start()) {
      assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void textIsOrderedByCodePointOnEveryMachine() throws Exception {
    try (LocalPostgres postgres = start()) {
      assertThat(ask(postgres, "select 'b' < 'a-c' or 'a' < 'B'")).isEqualTo("f");
      assertThat(ask(postgres, "select upper('é')")).isEqualTo("É");
    }
  }

  @Test
  void rowsAreStillThereAfterARestartOnAnotherPort() throws Exception {
    try (LocalPostgres postgres = start()) {
      execute(postgres, "create table kept as select 42 as answer");
    }
    try (LocalPostgres postgres = start()) {
      assertThat(ask(postgres, "select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void dataThatWereMadeByHalfAreMadeAgain() throws Exception {
    Path half = Files.createDirectories(folder.resolve("with space.new-1"));
    Files.writeString(half.resolve("postgresql.conf"), "");
    try (LocalPostgres postgres = start()) {
      assertThat(ask(postgres, "select 1")).isEqualTo("1");
    }
    assertThat(half).doesNotExist();
  }

  @Test
  void aFolderThatCannotHoldDataIsNamed() throws Exception {
    Files.writeString(folder.resolve("with space"), "a file");
    assertThatThrownBy(this::start)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("with space");
  }

  private LocalPostgres start() throws Exception {
    return LocalPostgres.start(directory(), FreePort.find(), folder.resolve("postgres.log"));
  }

  private Path directory() {
    return folder.resolve("with space");
  }

  private static String ask(LocalPostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static void execute(LocalPostgres postgres, String command) throws SQLException {
    try (Connection connection = connect(postgres);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static Connection connect(LocalPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), "postgres", "");
  }
}
