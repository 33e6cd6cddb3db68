package dev.ordinal.orderapi.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.ProblemType;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.access.Role;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/** One operation of the document. */
final class Operation {

  private static final String PROBLEM = "application/problem+json";

  private final Endpoint endpoint;
  private final Schemas schemas;
  private final ObjectNode operation = JsonNodeFactory.instance.objectNode();

  private Operation(Endpoint endpoint, Schemas schemas) {
    this.endpoint = endpoint;
    this.schemas = schemas;
  }

  /** The operation of one endpoint. */
  static ObjectNode of(Endpoint endpoint, Schemas schemas) {
    return new Operation(endpoint, schemas).build();
  }

  /** Adds another media type in which the same can be had. */
  static void addContent(ObjectNode operation, Endpoint other, Schemas schemas) {
    for (int status : other.gives().status()) {
      ObjectNode response = operation.withObject("/responses/" + status);
      new Operation(other, schemas).content(response);
    }
  }

  private ObjectNode build() {
    String text = Javadocs.of(endpoint.method());
    String sentence = text.split("(?<=[.?!])\\s", 2)[0];
    operation.put("operationId", endpoint.operationId());
    operation.putArray("tags").add(endpoint.tag());
    operation.put("summary", sentence.replaceFirst("\\.$", ""));
    operation.put(
        "description", (text.substring(sentence.length()).strip() + "\n\n" + whoMay()).strip());
    operation.set("x-roles", roles());
    ArrayNode security = operation.putArray("security");
    if (endpoint.right() != Right.NONE) {
      security.addObject().putArray("key");
    }
    operation.set("parameters", Parameters.of(endpoint));
    requestBody();
    responses();
    return operation;
  }

  private List<String> roleNames() {
    return endpoint.right().roles().stream().sorted().map(Role::wireName).toList();
  }

  private ArrayNode roles() {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    roleNames().forEach(names::add);
    return names;
  }

  private String whoMay() {
    return endpoint.right() == Right.NONE
        ? "Needs no key."
        : "Needs a key with the role "
            + roleNames().stream().map(role -> "`" + role + "`").collect(Collectors.joining(", "))
            + ".";
  }

  private void requestBody() {
    Parameter body = endpoint.body();
    String mediaType = endpoint.consumes();
    if (body == null || mediaType == null) {
      return;
    }
    Class<?> item = endpoint.gives().item();
    if (item != Void.class) {
      items(item);
      return;
    }
    Class<?> read = endpoint.gives().reads();
    ObjectNode content =
        operation
            .putObject("requestBody")
            .put("required", true)
            .putObject("content")
            .putObject(mediaType);
    if (read != Void.class) {
      content.set("schema", schemas.lenientRequest(read));
      content.set("example", RequestExamples.json(read));
    } else if (body.getType().isRecord()) {
      content.set("schema", schemas.request(body.getType()));
      content.set("example", RequestExamples.json(body.getType()));
    } else {
      content.putObject("schema").put("type", "string");
      content.put("example", RequestExamples.text(endpoint.resource(), mediaType));
    }
  }

  private void items(Class<?> item) {
    ObjectNode content =
        operation
            .putObject("requestBody")
            .put("required", true)
            .putObject("content")
            .putObject(MediaType.APPLICATION_JSON);
    ObjectNode schema = content.putObject("schema").put("type", "array");
    schema.set("items", schemas.request(item));
    schema.put("minItems", 1).put("maxItems", Bulk.MAX_ITEMS);
    content.putArray("example").add(RequestExamples.json(item));
  }

  private void responses() {
    ObjectNode responses = operation.putObject("responses");
    for (int status : endpoint.gives().status()) {
      success(responses, status);
    }
    if (endpoint.isCommand()) {
      success(responses, 202);
    }
    CommonProblems.byStatus(endpoint).forEach((status, types) -> problem(responses, status, types));
  }

  private void success(ObjectNode responses, int status) {
    if (status == 202) {
      responses.putObject("202").put("$ref", "#/components/responses/Pending");
      return;
    }
    ObjectNode response = responses.putObject(Integer.toString(status));
    response.put("description", status == 201 ? "Created." : "Done.");
    ObjectNode headers = response.putObject("headers");
    headers.set("X-Request-Id", header("RequestId"));
    if (status == 201) {
      headers.set("Location", header("Location"));
    }
    if (endpoint.isCommand()) {
      headers.set("Idempotent-Replayed", header("IdempotentReplayed"));
      headers.set("Preference-Applied", header("PreferenceApplied"));
    }
    content(response);
  }

  private void content(ObjectNode response) {
    if (endpoint.answer() != Void.class) {
      response
          .withObject("/content")
          .putObject(endpoint.produces())
          .set("schema", schemas.answer(endpoint.answer()));
    }
  }

  private static void problem(ObjectNode responses, int status, List<ProblemType> types) {
    ObjectNode response = responses.putObject(Integer.toString(status));
    response.put(
        "description",
        types.stream()
            .map(type -> "[`%1$s`](/problems/%1$s): %2$s".formatted(type.code(), type.title()))
            .collect(Collectors.joining("; ", "", ".")));
    ObjectNode headers = response.putObject("headers");
    headers.set("X-Request-Id", header("RequestId"));
    if (status == 429 || status == 503) {
      headers.set("Retry-After", header("RetryAfter"));
    }
    if (status == 401) {
      headers.set("WWW-Authenticate", header("WwwAuthenticate"));
    }
    ArrayNode both =
        response.putObject("content").putObject(PROBLEM).putObject("schema").putArray("allOf");
    both.addObject().put("$ref", "#/components/schemas/Problem");
    ArrayNode codes = both.addObject().putObject("properties").putObject("code").putArray("enum");
    types.forEach(type -> codes.add(type.code()));
  }

  private static ObjectNode header(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/headers/" + name);
  }
}
