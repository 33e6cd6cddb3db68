package dev.ordinal.orderapi.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema of a request takes what its reader takes, and refuses what that refuses. */
class RequestSchemasTest {

  private static final StrictJson READER = new StrictJson(Validators.newValidator());
  private static final ObjectNode DOCUMENT = OpenApiDocument.of(Resources.all());

  static Stream<Class<?>> requests() {
    return Resources.all().stream()
        .flatMap(Endpoint::of)
        .map(Endpoint::body)
        .filter(body -> body != null && JsonRequest.class.isAssignableFrom(body.getType()))
        .<Class<?>>map(body -> body.getType())
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void theExampleIsTaken(Class<?> request) {
    JsonNode example = RequestExamples.json(request);
    assertThat(complaints(request, example)).isEmpty();
    assertThat(isRead(request, example)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void bothAgreeAboutEveryChangeOfTheExample(Class<?> request) {
    List<JsonNode> variants = new ArrayList<>();
    ObjectNode example = (ObjectNode) RequestExamples.json(request);
    vary(example, example, variants);
    assertThat(variants).hasSizeGreaterThan(8);
    for (JsonNode variant : variants) {
      List<?> complaints = complaints(request, variant);
      assertThat(complaints.isEmpty())
          .as("%s: the schema says %s", variant, complaints)
          .isEqualTo(isRead(request, variant));
    }
  }

  /** All that one field of {@code part} less, more or otherwise makes of {@code whole}. */
  private static void vary(ObjectNode whole, ObjectNode part, List<JsonNode> variants) {
    part.put("unheardOf", 1);
    variants.add(whole.deepCopy());
    part.remove("unheardOf");
    for (Map.Entry<String, JsonNode> field : List.copyOf(part.properties())) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (name.equals("metadata")) {
        continue; // Any name is known there.
      }
      part.remove(name);
      variants.add(whole.deepCopy());
      part.putNull(name);
      variants.add(whole.deepCopy());
      for (String text : List.of("", " ", "x".repeat(3_000), "GBP", "2010-12-01T08:26:00Z")) {
        if (!List.of("zone", "pattern", "currency", "occurredAt").contains(name)
            || !text.equals("GBP")) {
          part.put(name, text);
          variants.add(whole.deepCopy());
        }
      }
      for (long number : new long[] {-1, 0, 1, 86_401, 604_801, Long.MAX_VALUE}) {
        part.put(name, number);
        variants.add(whole.deepCopy());
      }
      part.putArray(name);
      variants.add(whole.deepCopy());
      part.set(name, value);
      if (value instanceof ObjectNode inner) {
        vary(whole, inner, variants);
      } else if (value instanceof ArrayNode items && items.get(0) instanceof ObjectNode item) {
        vary(whole, item, variants);
      }
    }
  }

  private static List<?> complaints(Class<?> request, JsonNode body) {
    ObjectNode schema = DOCUMENT.objectNode();
    schema.put("$ref", "#/components/schemas/" + request.getSimpleName());
    schema.set("components", DOCUMENT.get("components"));
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    return compiled.validate(
        body, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  private static boolean isRead(Class<?> request, JsonNode body) {
    try {
      READER.read(body.toString().getBytes(UTF_8), request);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }
}
