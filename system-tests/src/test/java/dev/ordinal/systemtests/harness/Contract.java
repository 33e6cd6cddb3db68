package dev.ordinal.systemtests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ordinal.systemtests.harness.Client.Answer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The service's own OpenAPI document, to which real answers are held. Callers have to expect new
 * fields in answers; here, a field that the document does not name is a breach.
 */
public final class Contract {

  private final ObjectNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> compiled = new HashMap<>();
  private final Set<String> succeeded = new TreeSet<>();

  private Contract(ObjectNode document) {
    this.document = document;
  }

  /** What the service says of itself. */
  public static Contract of(Client client) {
    Answer answer = client.get("/openapi.json");
    assertThat(answer.status()).isEqualTo(200);
    ObjectNode document = (ObjectNode) answer.body();
    for (JsonNode schema : document.at("/components/schemas")) {
      if (schema.has("properties") && !schema.has("additionalProperties")) {
        ((ObjectNode) schema).put("unevaluatedProperties", false);
      }
    }
    return new Contract(document);
  }

  /** The example of an operation's request body, to be changed at will. */
  public ObjectNode example(String operation) {
    return operation(operation).at("/requestBody/content/application~1json/example").deepCopy();
  }

  /** The example as text. */
  public String textExample(String operation, String mediaType) {
    return operation(operation)
        .at("/requestBody/content/" + escaped(mediaType) + "/example")
        .asText();
  }

  /** Every operation that there is, as {@code POST /orders/{number}/cancel}. */
  public Set<String> operations() {
    Set<String> all = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        verb -> all.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return all;
  }

  /** The operations whose success was seen. */
  public Set<String> succeeded() {
    return succeeded;
  }

  /** The same answer, which is one that the document tells of. */
  public Answer check(String operation, int status, Answer answer) {
    assertThat(answer.status()).as("%s: %s", operation, answer.text()).isEqualTo(status);
    JsonNode response = resolve(operation(operation).at("/responses/" + status));
    assertThat(response.isObject()).as("%s tells of %d", operation, status).isTrue();
    response
        .path("headers")
        .fieldNames()
        .forEachRemaining(
            header -> {
              if (Set.of("X-Request-Id", "Location", "Retry-After").contains(header)) {
                assertThat(answer.header(header)).as("%s of %s", header, operation).isNotEmpty();
              }
            });
    String mediaType = answer.header("Content-Type").replaceFirst("[; ].*", "");
    JsonNode content = response.path("content");
    assertThat(content.has(mediaType) || content.has("*/*"))
        .as("%s tells of %s", operation, mediaType)
        .isTrue();
    if (mediaType.endsWith("json")) {
      validate(content.path(mediaType).path("schema"), answer);
    }
    if (status < 300) {
      succeeded.add(operation);
    }
    return answer;
  }

  private void validate(JsonNode schema, Answer answer) {
    assertThat(
            compiled
                .computeIfAbsent(schema, this::compile)
                .validate(
                    answer.body(),
                    context ->
                        context.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .as(answer.text())
        .isEmpty();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.get("components"));
    return registry.getSchema(whole);
  }

  private JsonNode operation(String operation) {
    int space = operation.indexOf(' ');
    String verb = operation.substring(0, space).toLowerCase(Locale.ROOT);
    JsonNode found = document.path("paths").path(operation.substring(space + 1)).path(verb);
    assertThat(found.isObject()).as("%s is in the document", operation).isTrue();
    return found;
  }

  private JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static String escaped(String text) {
    return text.replace("/", "~1");
  }
}
