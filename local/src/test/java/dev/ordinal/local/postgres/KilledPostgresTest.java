package dev.ordinal.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.ordinal.local.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever of a server was killed, and in whatever order, the next start has its rows. A server
 * that is not watched stands for one whose process was killed. A child that is stopped by SIGSTOP
 * stands for one that takes its time to end.
 */
@EnabledOnOs(LINUX)
class KilledPostgresTest {

  /** A system that tells nothing about processes, as macOS. */
  private static final Path NO_PROC = Path.of("/nonexistent");

  @TempDir private Path folder;
  private Path directory;
  private int port;
  private PostgresProcesses processes;

  @BeforeEach
  void startWithARow() throws Exception {
    directory = folder.resolve("with space");
    port = FreePort.find();
    processes = PostgresProcesses.on(directory);
    unwatched(processes).start();
    execute("create table kept as select 42 as answer");
  }

  @AfterEach
  void end() throws Exception {
    processes.end();
  }

  @Test
  void theProcessAloneWasKilled() throws Exception {
    assertNextStartHasTheRow();
  }

  @Test
  void thePostmasterWasKilledAndItsChildrenGoByThemselves() throws Exception {
    signal("KILL", List.of(postmaster()));
    assertNextStartHasTheRow();
  }

  @Test
  void thePostmasterWasKilledAndItsChildrenStay() throws Exception {
    List<ProcessHandle> children = children();
    signal("STOP", children);
    signal("KILL", List.of(postmaster()));
    await().until(processes::all, left -> !left.isEmpty() && children.containsAll(left));
    assertNextStartHasTheRow();
  }

  @Test
  void thePostmasterWasKilledAndItsChildrenGoLater() throws Exception {
    List<ProcessHandle> children = children();
    signal("STOP", children);
    signal("KILL", List.of(postmaster()));
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> signal("CONT", children), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
    assertNextStartHasTheRow();
    later.join();
  }

  @Test
  void onlyTheChildrenWereKilled() throws Exception {
    signal("KILL", children());
    assertNextStartHasTheRow();
  }

  @Test
  void allWereKilledAtOnce() throws Exception {
    signal("KILL", processes.all());
    assertNextStartHasTheRow();
  }

  @Test
  void allHang() throws Exception {
    signal("STOP", processes.all());
    assertNextStartHasTheRow();
  }

  @Test
  void whereTheSystemDoesNotTellOfChildrenTheirEndIsWaitedFor() throws Exception {
    List<ProcessHandle> children = children();
    signal("STOP", children);
    signal("KILL", List.of(postmaster()));
    PostgresProcesses unseen = PostgresProcesses.on(directory, NO_PROC);
    CompletableFuture<LocalPostgres> start = CompletableFuture.supplyAsync(() -> start(unseen));
    await().atMost(Duration.ofSeconds(20)).until(() -> log().contains("still in use"));
    assertThat(start).isNotDone();
    signal("CONT", children);
    try (LocalPostgres next = start.get(60, TimeUnit.SECONDS)) {
      assertThat(next.jdbcUrl()).contains(Integer.toString(port));
      assertThat(ask("select answer from kept")).isEqualTo("42");
    }
  }

  @Test
  void theProcessIdInThePidFileIsAnotherProgramsByNow() throws Exception {
    processes.end();
    Process other = new ProcessBuilder("sleep", "1000").start();
    try {
      for (String pidFile : List.of(other.pid() + "\n" + directory + "\n", "", "garbage\n")) {
        Files.writeString(directory.resolve("postmaster.pid"), pidFile);
        assertNextStartHasTheRow();
        assertThat(other.isAlive()).isTrue();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void nothingButPostgresOnThisDirectoryIsEnded() throws Exception {
    Path other = folder.resolve("other");
    int otherPort = FreePort.find();
    Process shell = new ProcessBuilder("sleep", "1000").directory(directory.toFile()).start();
    try (LocalPostgres beside =
        LocalPostgres.start(other, otherPort, folder.resolve("other.log"))) {
      processes.end();
      assertThat(shell.isAlive()).isTrue();
      try (Connection connection = DriverManager.getConnection(beside.jdbcUrl(), "postgres", "")) {
        assertThat(connection.isValid(5)).isTrue();
      }
    } finally {
      shell.destroyForcibly();
    }
  }

  @Test
  void whileItIsOpenAServerThatWasKilledComesBackByItself() throws Exception {
    processes.end();
    try (LocalPostgres postgres = start(processes)) {
      assertThat(postgres.jdbcUrl()).contains(Integer.toString(port));
      for (boolean children : List.of(false, true)) {
        ProcessHandle killed = postmaster();
        signal("KILL", children ? processes.all() : List.of(killed));
        await()
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptions()
            .until(() -> ask("select answer from kept").equals("42"));
        assertThat(postmaster()).isNotEqualTo(killed);
      }
    }
    assertThat(processes.all()).isEmpty();
  }

  @Test
  void whileItIsOpenItIsTriedAgainUntilItStarts() throws Exception {
    processes.end();
    Path control = directory.resolve("global/pg_control");
    Path away = folder.resolve("pg_control");
    try (LocalPostgres postgres = start(processes)) {
      assertThat(postgres.jdbcUrl()).contains(Integer.toString(port));
      Files.move(control, away);
      signal("KILL", processes.all());
      await().atMost(Duration.ofSeconds(30)).until(() -> log().contains("pg_control"));
      Files.move(away, control);
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> ask("select answer from kept").equals("42"));
    }
  }

  @Test
  void whyItDoesNotStartIsToldInPostgresOwnWords() throws Exception {
    processes.end();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> unwatched(processes).start())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("did not start in " + directory)
          .hasMessageContaining("Address already in use");
    }
    Files.writeString(directory.resolve("global/pg_control"), "corrupt");
    assertThatThrownBy(() -> unwatched(processes).start()).hasMessageContaining("pg_control");
    assertThat(processes.all()).isEmpty();
  }

  private void assertNextStartHasTheRow() throws Exception {
    try (LocalPostgres next = start(processes)) {
      assertThat(next.jdbcUrl()).contains(Integer.toString(port));
      assertThat(ask("select answer from kept")).isEqualTo("42");
    }
    assertThat(processes.all()).isEmpty();
  }

  private LocalPostgres start(PostgresProcesses seen) {
    try {
      return LocalPostgres.start(directory, port, LocalPostgres.CONNECTIONS, logFile(), seen);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private PostgresServer unwatched(PostgresProcesses seen) throws IOException {
    return new PostgresServer(
        PostgresBinaries.unpacked(),
        directory,
        port,
        LocalPostgres.CONNECTIONS,
        new PostgresLog(logFile()),
        seen);
  }

  private Path logFile() {
    return folder.resolve("postgres.log");
  }

  private String log() throws IOException {
    return Files.readString(logFile());
  }

  private ProcessHandle postmaster() throws IOException {
    String pid = Files.readAllLines(directory.resolve("postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private List<ProcessHandle> children() throws IOException {
    return postmaster().children().toList();
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    try {
      PostgresProcesses.signal(name, processes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String ask(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private void execute(String command) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private Connection connect() throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    return DriverManager.getConnection(url, "postgres", "");
  }
}
