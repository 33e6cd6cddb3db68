package dev.ordinal.orderapi.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.orderapi.OrderApiConfiguration;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.logging.common.BootstrapLogging;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {

  static {
    BootstrapLogging.bootstrap(); // Logback's default is DEBUG.
  }

  private static final String A = "a".repeat(64);
  private static final String B = "b".repeat(64);

  @Test
  void keysComeFromTheFileAndFromTheEnvironment() throws Exception {
    AccessSettings access =
        read("""
                access:
                  keys:
                    - {name: anna, role: staff, sha256: %s}
                  environmentKeys: "shop:checkout:%s,"
                """
                .formatted(A, B))
            .access();
    assertThat(access.keys())
        .containsExactly(
            new AccessKey("anna", Role.STAFF, A), new AccessKey("shop", Role.CHECKOUT, B));
  }

  @Test
  void withoutAnyTheDoorIsOpen() throws Exception {
    assertThat(read("access: {environmentKeys: ''}").access().keys()).isEmpty();
    assertThat(read("{}").access().keys()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "access: {environmentKeys: 'ord_secret'} | environmentKeys",
        "access: {environmentKeys: 'a:staff:ord_secret'} | environmentKeys",
        "access: {environmentKeys: 'a:root:AAA'} | checkout, staff, admin, analyst",
        "access: {keys: [{name: a, role: staff, sha256: ord_secret}]} | access.keys[0].sha256",
        "access: {keys: [{name: A, role: staff, sha256: AAA}]} | access.keys[0].name",
        "access: {keys: [{name: a, sha256: AAA}]} | access.keys[0].role",
        "access: {keys: [{name: a, role: root, sha256: AAA}]} | access.keys",
        "access: {environmentKeys: 'a:staff:AAA,a:staff:BBB'} | different names",
        "access: {environmentKeys: 'a:staff:AAA,b:staff:AAA'} | different sha256",
        "access: {allowedOrigins: ['*']} | access.allowedOrigins[0]",
        "access: {allowedOrigins: ['https://a.example/']} | access.allowedOrigins[0]",
        "access: {rateLimit: {requestsPerSecond: -1}} | access.rateLimit.requestsPerSecond",
        "access: {rateLimit: {burst: 0}} | access.rateLimit.burst",
      })
  void badSettingsAreNamedAndNoSecretIsRepeated(String yaml, String named) {
    assertThatThrownBy(() -> read(yaml.replace("AAA", A).replace("BBB", B)))
        .hasMessageContaining(named)
        .hasMessageNotContaining("ord_secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: {applicationConnectors: [{type: http, bindHost: 0.0.0.0}]}",
        "server: {adminConnectors: [{type: http, bindHost: 0.0.0.0}]}",
        "server: {adminConnectors: [{type: http, bindHost: '::'}]}",
        "server: {adminConnectors: [{type: http, bindHost: no.such.host.invalid}]}",
        "server: {adminConnectors: [{type: http}]}",
        "server: {applicationConnectors: [LOOPBACK, {type: http, bindHost: 192.0.2.1}]}",
        "server: {type: simple, connector: {type: http}}",
      })
  void withoutKeysOnlyThisMachineIsServedAtAnyConnector(String server) throws Exception {
    String yaml = complete(server);
    assertThatThrownBy(() -> require(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bindHost")
        .hasMessageContaining("ORDINAL_ACCESS_KEYS")
        .hasMessageContaining("ORDINAL_BIND_HOST");
    assertThatCode(() -> require(yaml + "\naccess: {environmentKeys: 'a:staff:" + A + "'}"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "'::1'", "localhost"})
  void withoutKeysThisMachineIsServed(String host) throws Exception {
    String connectors = "[{type: http, bindHost: " + host + "}]";
    String yaml =
        "server: {applicationConnectors: " + connectors + ", adminConnectors: " + connectors + "}";
    assertThatCode(() -> require(yaml)).doesNotThrowAnyException();
  }

  private static String complete(String server) {
    String loopback = "{type: http, bindHost: 127.0.0.1}";
    String yaml = server.replace("LOOPBACK", loopback);
    if (yaml.contains("simple")) {
      return yaml;
    }
    String other = yaml.contains("admin") ? "applicationConnectors" : "adminConnectors";
    return yaml.replaceFirst("\\}$", ", " + other + ": [" + loopback + "]}");
  }

  private static void require(String yaml) throws Exception {
    OrderApiConfiguration configuration = read(yaml);
    Loopback.require(configuration.getServerFactory(), configuration.access().keys());
  }

  private static OrderApiConfiguration read(String yaml) throws Exception {
    return new YamlConfigurationFactory<>(
            OrderApiConfiguration.class,
            Validators.newValidator(),
            Jackson.newObjectMapper(),
            "none")
        .build(path -> new ByteArrayInputStream(yaml.getBytes(UTF_8)), "test.yml");
  }
}
