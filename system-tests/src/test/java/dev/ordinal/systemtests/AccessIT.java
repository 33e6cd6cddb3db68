package dev.ordinal.systemtests;

import static dev.ordinal.orderapi.access.Role.ADMIN;
import static dev.ordinal.orderapi.access.Role.ANALYST;
import static dev.ordinal.orderapi.access.Role.CHECKOUT;
import static dev.ordinal.orderapi.access.Role.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.access.AccessKey;
import dev.ordinal.orderapi.access.Role;
import dev.ordinal.systemtests.harness.ApiMethods;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Examples;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Keys;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, and that nobody else does. */
class AccessIT {

  /** Nobody needs a key. */
  private static final Set<Role> OPEN = Set.of();

  private static final Set<Role> ANY_KEY = EnumSet.allOf(Role.class);
  private static final Set<Role> READERS = Set.of(STAFF, ADMIN, ANALYST);
  private static final Set<Role> REGISTRARS = Set.of(CHECKOUT, STAFF, ADMIN);
  private static final Set<Role> WORKERS = Set.of(STAFF, ADMIN);
  private static final Set<Role> ADMINS = Set.of(ADMIN);

  /** Said a second time, apart from the code, so that no change of it goes unnoticed. */
  private static final Map<String, Set<Role>> WHO_MAY = new LinkedHashMap<>();

  static {
    WHO_MAY.put("GET /problems", OPEN);
    WHO_MAY.put("GET /problems/{code}", OPEN);
    WHO_MAY.put("GET /openapi.json", OPEN);
    WHO_MAY.put("GET /docs", OPEN);
    WHO_MAY.put("GET /docs/{file}", OPEN);
    WHO_MAY.put("GET /commands/{id}", ANY_KEY);
    WHO_MAY.put("GET /commands/parked", READERS);
    WHO_MAY.put("POST /commands/parked/{id}/retry", ADMINS);
    WHO_MAY.put("POST /orders", REGISTRARS);
    WHO_MAY.put("POST /orders/bulk", REGISTRARS);
    WHO_MAY.put("GET /orders", ANY_KEY);
    WHO_MAY.put("GET /orders/{number}", ANY_KEY);
    WHO_MAY.put("POST /orders/{number}/cancel", WORKERS);
    WHO_MAY.put("POST /teams", REGISTRARS);
    WHO_MAY.put("GET /teams", READERS);
    WHO_MAY.put("GET /teams/{number}", READERS);
    WHO_MAY.put("POST /partners", REGISTRARS);
    WHO_MAY.put("GET /partners", READERS);
    WHO_MAY.put("GET /partners/{number}", READERS);
    WHO_MAY.put("GET /partners.csv", READERS);
    WHO_MAY.put("POST /documents", WORKERS);
    WHO_MAY.put("POST /documents/reservations", WORKERS);
    WHO_MAY.put("POST /documents/{number}/confirm", WORKERS);
    WHO_MAY.put("POST /documents/{number}/void", WORKERS);
    WHO_MAY.put("GET /documents", READERS);
    WHO_MAY.put("GET /documents/{number}", READERS);
    WHO_MAY.put("POST /leads", WORKERS);
    WHO_MAY.put("POST /leads/{id}/claim", WORKERS);
    WHO_MAY.put("POST /leads/{id}/renew", WORKERS);
    WHO_MAY.put("POST /leads/{id}/release", WORKERS);
    WHO_MAY.put("GET /leads", READERS);
    WHO_MAY.put("GET /leads/{id}", READERS);
    WHO_MAY.put("GET /leads/events", READERS);
    WHO_MAY.put("GET /leads/{id}/events", READERS);
    WHO_MAY.put("GET /numbers/{number}", READERS);
    WHO_MAY.put("GET /series", READERS);
    WHO_MAY.put("GET /series/{code}", READERS);
    WHO_MAY.put("PUT /series/{code}", ADMINS);
    WHO_MAY.put("GET /series/{code}/sequence", READERS);
    WHO_MAY.put("POST /series/{code}/sequence/reset", ADMINS);
    WHO_MAY.put("POST /series/{code}/sequence/sync", ADMINS);
    WHO_MAY.put("POST /series/{code}/import", ADMINS);
    WHO_MAY.put("GET /payments", READERS);
    WHO_MAY.put("GET /payments/{id}", READERS);
    WHO_MAY.put("POST /payments/{id}/resolve", ADMINS);
    WHO_MAY.put("POST /webhooks/payments/{gateway}", OPEN);
    WHO_MAY.put("GET /webhook-subscriptions", ADMINS);
    WHO_MAY.put("GET /webhook-subscriptions/{id}", ADMINS);
    WHO_MAY.put("PUT /webhook-subscriptions/{id}", ADMINS);
    WHO_MAY.put("DELETE /webhook-subscriptions/{id}", ADMINS);
  }

  private static final Keys KEYS = new Keys();

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client nobody;

  @BeforeAll
  static void up() {
    // With keys it may listen on all addresses.
    ordinal = Ordinal.up(folder.resolve("data"), KEYS.environment(), "--bind=0.0.0.0");
    nobody = ordinal.client();
  }

  @AfterAll
  static void down() {
    ordinal.close();
  }

  @Test
  void theTableNamesEveryMethodThatThereIs() {
    assertThat(WHO_MAY.keySet()).containsExactlyInAnyOrderElementsOf(ApiMethods.all());
  }

  static Set<String> methods() {
    return WHO_MAY.keySet();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void aMethodIsForThoseOfTheTableAndForNobodyElse(String method) {
    Set<Role> may = Objects.requireNonNull(WHO_MAY.get(method));
    Answer withoutKey = call(nobody, method);
    Answer withAnotherKey = call(nobody.withKey(AccessKey.random()), method);
    if (may.equals(OPEN)) {
      assertThat(List.of(withoutKey.status(), withAnotherKey.status()))
          .as(method)
          .doesNotContain(401, 403);
      return;
    }
    assertRefused(withoutKey, 401, "unauthenticated");
    assertRefused(withAnotherKey, 401, "unauthenticated");
    assertThat(withAnotherKey.header("WWW-Authenticate")).isEqualTo("Bearer");
    for (Role role : Role.values()) {
      Answer answer = call(client(role), method);
      if (may.contains(role)) {
        assertThat(answer.status()).as("%s as %s", method, role).isNotIn(401, 403, 405, 415);
      } else {
        assertRefused(answer, 403, "forbidden");
        assertThat(answer.text("detail")).contains(role.wireName());
      }
    }
  }

  @Test
  void whatTheTableAllowsWorks() {
    Answer placed = client(CHECKOUT).order("works", order()).join();
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    String path = placed.header("Location");
    for (Role role : Role.values()) {
      assertThat(client(role).get(path).status()).as(role.wireName()).isEqualTo(200);
      assertThat(client(role).get("/commands/" + placed.text("commandId")).text("status"))
          .isEqualTo("accepted");
    }
    assertThat(client(STAFF).post(path + "/cancel", "works-cancel", Examples.reason("x")).status())
        .isEqualTo(200);
    assertThat(client(ANALYST).get("/partners.csv").status()).isEqualTo(200);
  }

  @Test
  void anEventNamesTheKeyThatBroughtItAbout() {
    String number = client(CHECKOUT).order("actor", order()).join().text("number");
    // A header of the caller's own does not change who it is.
    HttpRequest.Builder cancel =
        client(STAFF)
            .post("/orders/" + number + "/cancel", "actor-cancel", Examples.reason("x").toString())
            .header("Ordinal-Actor", "mallory");
    assertThat(client(STAFF).send(cancel).join().status()).isEqualTo(200);
    assertThat(
            EventLog.read(ordinal.ports(), Topics.ORDER_EVENTS).stream()
                .filter(event -> event.key().equals(number))
                .map(event -> actor(event.headers().lastHeader("ce_actor"))))
        .containsExactly("checkout", "staff");
  }

  @Test
  void whatNeedsNoKeyNeedsNone() {
    assertThat(nobody.get("/health-check?type=alive").status()).isEqualTo(200);
    assertThat(nobody.get("/health-check").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "api"})
  void withoutKeysNoOtherMachineIsServed(String command) {
    Ports ports = Ports.free();
    Map<String, String> everywhere =
        Map.of(
            "ORDINAL_BIND_HOST", "0.0.0.0",
            "ORDINAL_PORT", Integer.toString(ports.api()),
            "ORDINAL_ADMIN_PORT", Integer.toString(ports.admin()),
            "ORDINAL_DATA", folder.resolve("refused").toString());
    try (JavaProcess refused = JavaProcess.start(folder, everywhere, command)) {
      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.output())
          .contains("0.0.0.0", "ORDINAL_ACCESS_KEYS", "access.keys", "ORDINAL_BIND_HOST");
    }
  }

  private static Answer call(Client client, String method) {
    String verb = method.substring(0, method.indexOf(' '));
    String path = method.substring(verb.length() + 1).replaceAll("\\{\\w+}", "X-1");
    HttpRequest.Builder request =
        client
            .request(path)
            .header("Content-Type", path.endsWith("/import") ? "text/csv" : "application/json")
            .header("Idempotency-Key", "nothing-is-done")
            .header("Last-Event-ID", "no-stream-begins")
            .method(
                verb, verb.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
    return client.send(request).join();
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text("code")).isEqualTo(code);
    assertThat(answer.text("type")).isEqualTo("/problems/" + code);
    assertThat(answer.text()).doesNotContain(AccessKey.PREFIX);
  }

  private static ObjectNode order() {
    return Examples.order("GAM", "2013-03-03T12:00:00Z");
  }

  private static Client client(Role role) {
    return nobody.withKey(KEYS.of(role));
  }

  private static String actor(Header header) {
    return new String(header.value(), UTF_8);
  }
}
