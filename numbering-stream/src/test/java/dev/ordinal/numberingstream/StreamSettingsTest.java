package dev.ordinal.numberingstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamSettingsTest {

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void everySettingCanBeSetByTheEnvironment() throws IOException {
    JsonNode shipped = YAML.readTree(resource()).path("stream");
    assertThat(
            Arrays.stream(StreamSettings.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName))
        .allSatisfy(
            setting ->
                assertThat(shipped.path(setting).asText())
                    .as(setting)
                    .matches("\\$\\{ORDINAL_[A-Z_]+:-.*}"));
  }

  @Test
  void whatIsShippedIsWhatIsMeantWithoutAFile() throws IOException {
    String shipped = new EnvironmentVariableSubstitutor(false).replace(resource());
    StreamSettings settings =
        YAML.treeToValue(YAML.readTree(shipped).path("stream"), StreamSettings.class);
    assertThat(settings.toProperties()).isEqualTo(new StreamSettings().toProperties());
  }

  @Test
  void sessionAndTransactionEndAsTheSettingsSay() throws IOException {
    Properties streams =
        YAML.readValue("{sessionTimeoutMs: 7000, transactionTimeoutMs: 8000}", StreamSettings.class)
            .toProperties();
    assertThat(streams)
        .containsEntry(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 7000)
        .containsEntry(
            StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 8000);
  }

  private static String resource() throws IOException {
    try (InputStream file = StreamSettings.class.getResourceAsStream("/numbering-stream.yml")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }
}
