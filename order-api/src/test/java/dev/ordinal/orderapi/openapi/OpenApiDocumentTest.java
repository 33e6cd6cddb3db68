package dev.ordinal.orderapi.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ordinal.contracts.ProblemType;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Role;
import dev.ordinal.orderapi.http.ProblemTypes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document says all that there is, in the form of OpenAPI 3.1. */
class OpenApiDocumentTest {

  private static final List<Class<?>> RESOURCES = Resources.all();
  private static final ObjectNode DOCUMENT = OpenApiDocument.of(RESOURCES);

  /** What the server answers by itself, before it knows which operation is meant. */
  private static final Set<String> OF_ANY_REQUEST =
      Set.of("bad-request", "not-found", "method-not-allowed", "uri-too-long", "headers-too-large");

  /** Told of one of several things in a request, whose own status is 200. */
  private static final String OF_AN_ITEM = "not-all-accepted";

  /** What only another service of ours is told. */
  private static final String OF_NO_REQUEST = "subscription-changed";

  static Stream<Method> methods() {
    return RESOURCES.stream()
        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
        .filter(method -> verb(method) != null);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyResourceMethodIsExplained(Method method) {
    JsonNode operation = operation(method);
    assertThat(operation.path("summary").asText()).as("its Javadoc").isNotBlank();
    assertThat(operation.path("parameters"))
        .allSatisfy(
            parameter ->
                assertThat(resolve(parameter).path("description").asText())
                    .as("a meaning of %s", parameter)
                    .isNotBlank());
    assertThat(
            operation.path("responses").properties().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .filter(response -> !resolve(response.getValue()).path("content").isEmpty()))
        .as("a success with a body")
        .isNotEmpty();
    assertThat(operation.at("/responses/500").isObject()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyResourceMethodTellsWhoMayCallIt(Method method) {
    JsonNode operation = operation(method);
    Set<Role> roles = method.getAnnotation(Needs.class).value().roles();
    assertThat(texts(operation.path("x-roles")))
        .containsExactlyInAnyOrderElementsOf(roles.stream().map(Role::wireName).toList());
    assertThat(operation.path("security").isEmpty()).isEqualTo(roles.isEmpty());
    assertThat(operation.at("/responses/401").toString().contains("unauthenticated"))
        .isEqualTo(!roles.isEmpty());
    assertThat(operation.at("/responses/403").isMissingNode()).isEqualTo(roles.isEmpty());
  }

  @Test
  void nothingElseIsInTheDocument() {
    Set<String> there = new TreeSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(verb -> there.add(verb + " " + path.getKey())));
    assertThat(there)
        .containsExactlyInAnyOrderElementsOf(
            methods().map(method -> verb(method) + " " + path(method)).collect(Collectors.toSet()));
  }

  @Test
  void operationsHaveNamesOfTheirOwn() {
    assertThat(DOCUMENT.findValuesAsText("operationId")).doesNotHaveDuplicates();
  }

  @Test
  void itIsValidByTheOfficialSchema() throws Exception {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    try (InputStream schema =
        OpenApiDocumentTest.class.getResourceAsStream(
            "/spec.openapis.org/oas/3.1/schema/2022-10-07")) {
      assertThat(registry.getSchema(schema, InputFormat.JSON).validate(DOCUMENT)).isEmpty();
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = DOCUMENT.findValuesAsText("$ref");
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(DOCUMENT.at(reference.substring(1)).isObject()).as(reference).isTrue());
  }

  @Test
  void aRecordThatIsWrittenAsATextIsOne() {
    assertThat(DOCUMENT.at("/components/schemas/Subscription/properties/secret").toString())
        .contains("\"type\":\"string\"");
  }

  @Test
  void everyProblemIsListedWithStatusAndRemedy() throws Exception {
    JsonNode expected = new ObjectMapper().valueToTree(ProblemTypes.ALL);
    assertThat(DOCUMENT.at("/components/x-problems")).isEqualTo(expected);
    String page = DOCUMENT.at("/info/description").asText();
    for (ProblemType type : ProblemTypes.ALL) {
      assertThat(page)
          .contains(
              "| `%s` | %d | %s | %s |"
                  .formatted(type.code(), type.status(), type.title(), type.remedy()));
    }
  }

  @Test
  void everyProblemIsOneOfSomeOperation() {
    Set<String> named = new TreeSet<>(OF_ANY_REQUEST);
    named.add(OF_NO_REQUEST);
    named.add(OF_AN_ITEM);
    for (JsonNode responses : DOCUMENT.path("paths").findValues("responses")) {
      responses.findValues("code").forEach(code -> named.addAll(texts(code.path("enum"))));
    }
    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            ProblemTypes.ALL.stream().map(ProblemType::code).toList());
  }

  private static JsonNode operation(Method method) {
    JsonNode operation =
        DOCUMENT.path("paths").path(path(method)).path(Objects.requireNonNull(verb(method)));
    assertThat(operation.isObject()).as("%s is in the document", method).isTrue();
    return operation;
  }

  private static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String path(Method method) {
    Path below = method.getAnnotation(Path.class);
    return method.getDeclaringClass().getAnnotation(Path.class).value()
        + (below == null ? "" : below.value());
  }

  private static @org.jspecify.annotations.Nullable String verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(verb -> verb.value().toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse(null);
  }
}
