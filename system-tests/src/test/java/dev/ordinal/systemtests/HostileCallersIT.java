package dev.ordinal.systemtests;

import static dev.ordinal.orderapi.access.Role.ADMIN;
import static dev.ordinal.orderapi.access.Role.ANALYST;
import static dev.ordinal.orderapi.access.Role.CHECKOUT;
import static dev.ordinal.orderapi.access.Role.STAFF;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.ordinal.contracts.Json;
import dev.ordinal.orderapi.access.Role;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Examples;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Keys;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who mean harm, or are merely broken: the others are served, and nothing leaks. */
class HostileCallersIT {

  private static final Keys KEYS = new Keys();
  private static final String MARK = "Zx9Mark";

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client nobody;

  @BeforeAll
  static void up() {
    Map<String, String> environment = new HashMap<>(KEYS.environment());
    environment.put("ORDINAL_ACCESS_REQUESTS_PER_SECOND", "20");
    environment.put("ORDINAL_ACCESS_BURST", "100");
    ordinal = Ordinal.up(folder.resolve("data"), environment);
    nobody = ordinal.client();
  }

  @AfterAll
  static void down() {
    ordinal.close();
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBackAndOthersAreServed() {
    Client analyst = client(ANALYST);
    List<CompletableFuture<Answer>> flood =
        IntStream.range(0, 1000).mapToObj(i -> analyst.send(analyst.request("/orders"))).toList();
    List<Answer> refused =
        flood.stream().map(CompletableFuture::join).filter(a -> a.status() != 200).toList();
    assertThat(refused)
        .isNotEmpty()
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).as(answer.text()).isEqualTo(429);
              assertThat(answer.text("code")).isEqualTo("rate-limited");
              assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
            });
    assertServed();
  }

  @Test
  void thousandsOfIdleConnectionsStopNobody() throws IOException {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < idleConnections(); i++) {
        idle.add(connect());
      }
      assertServed();
    } finally {
      closeAll(idle);
    }
  }

  /** 10,000, or what this machine lets a process have; the server needs some for itself. */
  private static int idleConnections() {
    long files =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : 4_000;
    return (int) Math.min(10_000, files - 2_000);
  }

  @Test
  void callersWhoSendAByteAtATimeStopNobody() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        slow.add(begin("GET /orders HTTP/1.1\r\nHost: x\r\nX-Slow: "));
        slow.add(begin(post("") + "{"));
      }
      for (int i = 0; i < 50; i++) {
        slow.add(begin(post("Authorization: Bearer " + KEYS.of(ADMIN) + "\r\n") + "{"));
      }
      for (int round = 0; round < 3; round++) {
        for (Socket socket : slow) {
          drip(socket);
        }
        assertServed();
      }
    } finally {
      closeAll(slow);
    }
  }

  @Test
  void headersOf64KibibytesAreRefused() throws IOException {
    String answer = raw("GET /orders HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(65_536));
    assertThat(answer).startsWith("HTTP/1.1 431").contains("\"code\":\"headers-too-large\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/../series",
        "/orders/./../series",
        "/orders/%2e%2e/series",
        "/orders/..%2fseries",
        "/orders%2f..%2fseries",
        "/orders/..;/series",
        "/series;jsessionid=1",
        "/series;x=/orders",
        "//series",
        "/series/",
        "/./series",
        "/%73eries",
        "/orders/..\\series",
        "/orders/%252e%252e/series",
        "http://x/series",
        "/health-check/../series",
        "/problems/../series",
        "/problems/..;/series",
        "/series?path=/orders",
        "/series%00",
        "/SERIES"
      })
  void noSpellingOfAPathLeadsAroundTheDoor(String path) throws IOException {
    for (String authorization : List.of("", "\r\nAuthorization: Bearer " + KEYS.of(CHECKOUT))) {
      assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x" + authorization))
          .as(path)
          .containsPattern("^HTTP/1.1 40[0134] ")
          .doesNotContain("HM-P-{seq");
    }
    // What is behind the door, for comparison.
    assertThat(raw("GET /series HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + KEYS.of(STAFF)))
        .startsWith("HTTP/1.1 200")
        .contains("HM-P-{seq");
  }

  @Test
  void noLogHoldsAKeyOrWhatIsPersonal() throws IOException {
    String wrongKey = "ord_" + MARK;
    Client staff = client(STAFF);
    ObjectNode order = Examples.order("GAM", "2013-04-04T12:00:00Z");
    order.putObject("customer").put("name", MARK).put("email", MARK + "@example.com");
    ObjectNode partner = Json.MAPPER.createObjectNode().put("name", "P");
    partner.put("email", MARK + "@example.com").put("phone", "+44 " + MARK).put("company", MARK);
    ObjectNode lead = Json.MAPPER.createObjectNode().put("name", MARK).put("source", "x");
    lead.put("contact", MARK + "@example.com");
    assertThat(staff.order("log", order).join().status()).isEqualTo(201);
    for (int i = 0; i < 2; i++) {
      // The second partner is one that exists.
      assertThat(staff.post("/partners", "log" + i, partner).status())
          .isEqualTo(i == 0 ? 201 : 409);
      assertThat(staff.post("/leads", "log" + i, lead).status()).isEqualTo(201);
      assertThat(nobody.withKey(wrongKey).get("/orders/" + MARK).status()).isEqualTo(401);
    }
    List.of(
            "{\"email\":\"" + MARK,
            "{\"" + MARK + "\":1}",
            "{\"email\":{\"" + MARK + "\":[]}}",
            MARK)
        .forEach(body -> staff.send(staff.post("/partners", "bad", body)).join());
    staff.get("/partners/" + MARK + "@example.com");
    staff.get("/partners?after=" + MARK + "&limit=" + MARK);
    raw("GET /%zz" + MARK + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + wrongKey);

    List<String> logs = new ArrayList<>(List.of(ordinal.process().output()));
    try (Stream<Path> files = Files.list(folder.resolve("data/logs"))) {
      for (Path file : files.toList()) {
        logs.add(Files.readString(file, UTF_8));
      }
    }
    assertThat(logs).hasSizeGreaterThan(1);
    assertThat(String.join("\n", logs)).isNotBlank().doesNotContain(MARK);
    for (Role role : Role.values()) {
      assertThat(logs).noneMatch(log -> log.contains(KEYS.of(role)));
    }
  }

  @Test
  void aServiceThatRunsAloneLogsJson() throws IOException {
    Ports ports = Ports.free();
    Map<String, String> environment =
        Map.of(
            "ORDINAL_PORT", Integer.toString(ports.api()),
            "ORDINAL_ADMIN_PORT", Integer.toString(ports.admin()),
            "ORDINAL_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    try (JavaProcess api = JavaProcess.start(folder, environment, "api")) {
      api.awaitOutput("access control is off");
      for (String line : api.output().lines().toList()) {
        assertThat(Json.MAPPER.readTree(line).path("message").asText()).as(line).isNotBlank();
      }
    }
  }

  private static void assertServed() {
    assertThat(client(CHECKOUT).get("/orders?limit=1").status()).isEqualTo(200);
    assertThat(nobody.get("/health-check?type=alive").status()).isEqualTo(200);
  }

  private static Client client(Role role) {
    return nobody.withKey(KEYS.of(role));
  }

  private static String post(String header) {
    return "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Idempotency-Key: slow\r\nContent-Length: 1000\r\n"
        + header
        + "\r\n";
  }

  private static Socket begin(String request) throws IOException {
    Socket socket = connect();
    socket.getOutputStream().write(request.getBytes(US_ASCII));
    return socket;
  }

  private static void drip(Socket socket) {
    try {
      socket.getOutputStream().write(' ');
    } catch (IOException e) {
      // It was thrown out, which is fine.
    }
  }

  private static String raw(String head) throws IOException {
    try (Socket socket = begin(head + "\r\nConnection: close\r\n\r\n")) {
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), ordinal.ports().api());
  }

  private static void closeAll(List<Socket> sockets) {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
