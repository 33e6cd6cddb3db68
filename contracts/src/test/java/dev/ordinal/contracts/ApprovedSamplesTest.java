package dev.ordinal.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Wire names and their JSON are forever. A difference here is a difference to everyone who reads
 * the topics: it needs a new version of the message, not a new sample.
 */
class ApprovedSamplesTest {

  private static final Pattern WIRE_NAME = Pattern.compile("[a-z]+\\.[a-z-]+\\.v[1-9][0-9]*");

  @Test
  void everyMessageHasAStableNameAndAnExample() {
    Set<Class<?>> examples =
        Stream.<List<?>>of(
                MessageExamples.commands(), MessageExamples.events(), MessageExamples.facts())
            .flatMap(List::stream)
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertThat(examples).containsExactlyInAnyOrderElementsOf(Families.wireTypes().values());
    assertThat(Families.wireTypes().keySet()).allMatch(name -> WIRE_NAME.matcher(name).matches());
  }

  @TestFactory
  Stream<DynamicTest> everyCommandIsWrittenAndReadAsApproved() {
    return MessageExamples.commands().stream()
        .map(
            command ->
                DynamicTest.dynamicTest(
                    Families.wireName(command.getClass()),
                    () -> {
                      JsonNode approved = approved(command);
                      assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(command)))
                          .isEqualTo(approved);
                      assertThat(Json.MAPPER.treeToValue(withMore(approved), command.getClass()))
                          .isEqualTo(command);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyFactIsWrittenAndReadAsApproved() {
    return MessageExamples.facts().stream()
        .map(
            fact ->
                DynamicTest.dynamicTest(
                    Families.wireName(fact.getClass()),
                    () -> {
                      JsonNode approved = approved(fact);
                      assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(fact)))
                          .isEqualTo(approved);
                      assertThat(Json.MAPPER.treeToValue(withMore(approved), fact.getClass()))
                          .isEqualTo(fact);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyEventIsWrittenAndReadAsApproved() {
    return MessageExamples.events().stream()
        .map(
            event ->
                DynamicTest.dynamicTest(
                    Families.wireName(event.getClass()),
                    () -> {
                      JsonNode approved = approved(event);
                      assertThat(Json.MAPPER.readTree(Topics.valueOf(event)))
                          .isEqualTo(approved.get("value"));
                      ObjectNode headers = Json.MAPPER.createObjectNode();
                      for (Header header : CloudEventHeaders.of(event, 0, "checkout")) {
                        headers.put(header.key(), new String(header.value(), UTF_8));
                      }
                      assertThat(headers).isEqualTo(approved.get("headers"));
                      assertThat(
                              Json.MAPPER.treeToValue(
                                  withMore(approved.get("value")), event.getClass()))
                          .isEqualTo(event);
                    }));
  }

  @Test
  void anEnvelopeNamesTheCommandsType() throws IOException {
    Command command =
        MessageExamples.commands().stream()
            .filter(PlaceOrder.class::isInstance)
            .findFirst()
            .orElseThrow();
    CommandEnvelope envelope =
        new CommandEnvelope(
            MessageExamples.COMMAND_ID,
            "k1",
            "f",
            MessageExamples.events().get(0).time(),
            "checkout",
            command);
    byte[] bytes = Topics.COMMANDS.value().serializer().serialize("t", envelope);
    assertThat(Json.MAPPER.readTree(bytes).at("/command/orders.place.v1/series").asText())
        .isEqualTo("GAM");
    assertThat(Topics.COMMANDS.value().deserializer().deserialize("t", bytes)).isEqualTo(envelope);
  }

  private static JsonNode withMore(JsonNode approved) {
    return ((ObjectNode) approved.deepCopy()).put("aFieldFromTheFuture", true);
  }

  private static JsonNode approved(Object message) throws IOException {
    String resource =
        String.format(Locale.ROOT, "/approved/%s.json", Families.wireName(message.getClass()));
    try (InputStream sample = ApprovedSamplesTest.class.getResourceAsStream(resource)) {
      assertThat(sample).as(resource).isNotNull();
      return Json.MAPPER.readTree(sample);
    }
  }
}
