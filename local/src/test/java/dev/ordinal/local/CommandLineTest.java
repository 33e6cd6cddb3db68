package dev.ordinal.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.orderapi.access.AccessKey;
import dev.ordinal.orderapi.access.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpNamesEveryOptionOfUpWithItsEnvironmentVariable() {
    assertThat(run("up", "--help")).isZero();
    assertThat(out.toString())
        .contains("--port", "ORDINAL_PORT")
        .contains("--admin-port", "ORDINAL_ADMIN_PORT")
        .contains("--kafka-port", "ORDINAL_KAFKA_PORT")
        .contains("--postgres-port", "ORDINAL_POSTGRES_PORT")
        .contains("--data", "ORDINAL_DATA")
        .contains("--bind", "ORDINAL_BIND_HOST");
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "up",
            "api",
            "kafka",
            "postgres",
            "numbering",
            "projections",
            "webhooks",
            "rebuild",
            "import",
            "audit",
            "key");
  }

  @Test
  void anAuditThatCannotReadTheLogOrItsOptionsEndsWithTwo() {
    assertThat(run("audit", "--wait=-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--wait must be 0 to 3600, not -1");
    assertThat(run("audit", "--postgres=here")).isEqualTo(2);
    assertThat(err.toString()).contains("--postgres must begin with jdbc:postgresql:");
    assertThat(run("audit", "--kafka=127.0.0.1:1", "--no-postgres")).isEqualTo(2);
    assertThat(err.toString()).contains("the log at 127.0.0.1:1 cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "api",
        "kafka",
        "postgres",
        "numbering",
        "projections",
        "webhooks",
        "replay",
        "import",
        "audit",
        "rebuild",
        "key"
      })
  void everyCommandHasHelpAndVersion(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(run(command, "--version")).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aWordForAPortIsNamed() {
    assertThat(run("up", "--port", "http")).isEqualTo(2);
    assertThat(err.toString()).startsWith("ordinal: ").contains("--port", "http", "up --help");
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(run("up", "--prot", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--prot", "up --help");
  }

  @Test
  void aPortOutOfRangeIsNamed() throws Exception {
    assertThat(up("--kafka-port", "70000")).isEqualTo(2);
    assertThat(err.toString()).containsOnlyOnce("\n").contains("--kafka-port", "70000");
  }

  @Test
  void onePortForTwoThingsIsNamed() throws Exception {
    assertThat(up("--port", "15999", "--admin-port", "15999")).isEqualTo(2);
    assertThat(err.toString()).containsOnlyOnce("\n").contains("--port", "--admin-port", "15999");
  }

  @Test
  void aBusyPortIsNamedOnOneLineAndNothingIsStarted() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(busy.getLocalPort());
      assertThat(up("--postgres-port", port)).isEqualTo(2);
      assertThat(err.toString()).containsOnlyOnce("\n").contains("--postgres-port", port);
    }
    assertThat(folder.resolve("kafka")).doesNotExist();
    assertThat(folder.resolve("postgres")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "postgres"})
  void aDataFolderInUseIsNamedOnOneLine(String part) {
    try (DataFolder other = DataFolder.open(folder)) {
      other.claim(part);
      assertThat(run("up", "--data", folder.toString())).isEqualTo(2);
    }
    assertThat(err.toString())
        .containsOnlyOnce("\n")
        .contains("data folder " + folder + " is in use by another ordinal");
  }

  @Test
  void aDataFolderThatCannotBeOneIsNamedOnOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("up", "--data", file.toString())).isEqualTo(2);
    assertThat(err.toString()).containsOnlyOnce("\n").contains(file.toString());
  }

  @Test
  void anAddressThatOthersReachIsRefusedWithoutKeysBeforeAnythingStarts() throws Exception {
    assertThat(up("--bind", "0.0.0.0")).isEqualTo(2);
    assertThat(err.toString())
        .containsOnlyOnce("\n")
        .contains("--bind", "0.0.0.0", "ORDINAL_ACCESS_KEYS", "access.keys", "ORDINAL_BIND_HOST");
    assertThat(folder.resolve("kafka")).doesNotExist();
  }

  @Test
  void aNewKeyIsPrintedWithTheLineThatConfiguresIt() {
    assertThat(run("key", "new", "--role", "staff", "--name", "anna")).isZero();
    String key = out.toString().lines().skip(1).findFirst().orElse("").strip();
    assertThat(key).matches("ord_[A-Za-z0-9_-]{43}");
    assertThat(out.toString())
        .contains("ORDINAL_ACCESS_KEYS=" + AccessKey.of("anna", Role.STAFF, key).text() + "\n");
  }

  @Test
  void aKeyWithoutANameIsNamedAfterItsRole() {
    assertThat(run("key", "new", "--role", "analyst")).isZero();
    assertThat(out.toString()).containsPattern("=analyst-[0-9a-f]{8}:analyst:[0-9a-f]{64}\n");
  }

  @Test
  void aRoleOrANameThatIsNoneIsNamed() {
    assertThat(run("key", "new", "--role", "root")).isEqualTo(2);
    assertThat(err.toString()).contains("--role", "root");
    assertThat(run("key", "new", "--role", "staff", "--name", "Anna B")).isEqualTo(2);
    assertThat(err.toString()).contains("--name", "Anna B");
  }

  @Test
  void aMissingConfigurationFileIsNamed() {
    assertThat(run("numbering", folder.resolve("none.yml").toString())).isEqualTo(2);
    assertThat(err.toString()).containsOnlyOnce("\n").contains("none.yml");
  }

  /** Runs {@code up}, with ports that are free where the options name none. */
  private int up(String... options) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("--data", folder.toString());
    for (String option : List.of("--port", "--admin-port", "--kafka-port", "--postgres-port")) {
      all.put(option, Integer.toString(FreePort.find()));
    }
    for (int i = 0; i < options.length; i += 2) {
      all.put(options[i], options[i + 1]);
    }
    List<String> arguments = new ArrayList<>(List.of("up"));
    all.forEach((option, value) -> arguments.addAll(List.of(option, value)));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    CommandLine ordinal = Main.commandLine();
    ordinal.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return ordinal.execute(arguments);
  }
}
