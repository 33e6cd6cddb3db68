package dev.ordinal.orderapi.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.ProblemType;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemTypes;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The OpenAPI 3.1 document of some resources. */
final class OpenApiDocument {

  /** The version of the contract: it only ever grows, so that callers of before are served. */
  private static final String VERSION = "1";

  private static final String DESCRIPTION =
      """
      Gapless numbers for orders, teams, partners and documents.

      * A command (POST, PUT, DELETE) is answered once its event is committed, or with 202 and a \
      place to ask later. Repeating it with its `Idempotency-Key` is always safe.
      * A GET right after a command shows what it did.
      * Amounts are integers in the currency's minor unit, times are RFC 3339 in UTC. Requests with \
      fields that are unknown here are refused; answers may get new fields.
      * Errors are `application/problem+json` (RFC 9457). Besides those that an operation names, any \
      request can meet `bad-request`, `not-found`, `method-not-allowed`, `uri-too-long` and \
      `headers-too-large`.

      <details><summary>All problems, and what to do about them</summary>

      | code | status | title | what to do |
      | --- | --- | --- | --- |
      """;

  private OpenApiDocument() {}

  /**
   * The document.
   *
   * @param resources JAX-RS resources whose methods have {@code Needs} and {@link Gives}
   */
  static ObjectNode of(Collection<Class<?>> resources) {
    List<Endpoint> endpoints =
        resources.stream()
            .flatMap(Endpoint::of)
            .sorted(
                Comparator.comparing(Endpoint::path)
                    .thenComparing(Endpoint::verb)
                    .thenComparing(Endpoint::produces))
            .toList();
    Schemas schemas = new Schemas();
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Ordinal")
        .put("version", VERSION)
        .put("description", DESCRIPTION + problemTable() + "\n\n</details>");
    document.putArray("servers").addObject().put("url", "/");
    document.set("tags", tags(endpoints));
    document.set("paths", paths(endpoints, schemas));
    document.set("components", components(schemas));
    return document;
  }

  private static String problemTable() {
    return ProblemTypes.ALL.stream()
        .map(
            type ->
                "| `%s` | %d | %s | %s |"
                    .formatted(type.code(), type.status(), type.title(), type.remedy()))
        .collect(Collectors.joining("\n"));
  }

  private static ArrayNode tags(List<Endpoint> endpoints) {
    ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    endpoints.stream()
        .collect(
            Collectors.toMap(
                Endpoint::tag,
                endpoint -> endpoint,
                (first, other) -> first,
                java.util.TreeMap::new))
        .forEach(
            (tag, endpoint) ->
                tags.addObject()
                    .put("name", tag)
                    .put("description", Javadocs.of(endpoint.resource())));
    return tags;
  }

  private static ObjectNode paths(List<Endpoint> endpoints, Schemas schemas) {
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    for (Endpoint endpoint : endpoints) {
      ObjectNode path = paths.withObjectProperty(endpoint.path());
      String verb = endpoint.verb().toLowerCase(Locale.ROOT);
      if (path.get(verb) instanceof ObjectNode known) {
        Operation.addContent(known, endpoint, schemas);
      } else {
        path.set(verb, Operation.of(endpoint, schemas));
      }
    }
    return paths;
  }

  private static ObjectNode components(Schemas schemas) {
    ObjectNode components = JsonNodeFactory.instance.objectNode();
    schemas.answer(Problem.class);
    components.set("schemas", schemas.definitions());
    components.set("parameters", Parameters.components());
    ObjectNode headers = components.putObject("headers");
    header(headers, "RequestId", "string", "Names this call in the logs.");
    header(headers, "Location", "string", "The address of what was created, or where to ask.");
    header(headers, "RetryAfter", "integer", "How many seconds to wait before repeating.");
    header(headers, "WwwAuthenticate", "string", "`Bearer`.");
    header(headers, "PreferenceApplied", "string", "Which preferences were followed.");
    header(
        headers,
        "IdempotentReplayed",
        "boolean",
        "`true` if the key was used before and this is the first result again.");
    components.set("responses", responses());
    components
        .putObject("securitySchemes")
        .putObject("key")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "An access key, `ord_…`. A service without configured keys asks nobody for one.");
    ArrayNode problems = components.putArray("x-problems");
    for (ProblemType type : ProblemTypes.ALL) {
      problems
          .addObject()
          .put("code", type.code())
          .put("status", type.status())
          .put("title", type.title())
          .put("remedy", type.remedy());
    }
    return components;
  }

  private static void header(ObjectNode headers, String name, String type, String description) {
    headers.putObject(name).put("description", description).putObject("schema").put("type", type);
  }

  private static ObjectNode responses() {
    ObjectNode responses = JsonNodeFactory.instance.objectNode();
    ObjectNode pending = responses.putObject("Pending");
    pending.put(
        "description",
        "The command is recorded and will be decided, once. Ask at `Location`, or repeat with the"
            + " same key.");
    ObjectNode headers = pending.putObject("headers");
    for (String name : List.of("Location", "X-Request-Id", "Preference-Applied")) {
      headers.putObject(name).put("$ref", "#/components/headers/" + component(name));
    }
    pending
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Command");
    return responses;
  }

  private static String component(String header) {
    return header.replace("X-", "").replace("-", "");
  }
}
