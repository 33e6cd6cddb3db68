package dev.ordinal.orderapi.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.Prefer;
import dev.ordinal.orderapi.lists.Paging;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Parameter;
import java.util.Map;

/** The parameters of an operation: what the path, the query and the headers may say. */
final class Parameters {

  /** What a parameter of this name means, unless the method's Javadoc says something else. */
  private static final Map<String, String> MEANINGS =
      Map.ofEntries(
          Map.entry("number", "A number, such as `GAM-20101201-0001`."),
          Map.entry("code", "The code of a series, such as `GAM`."),
          Map.entry("id", "The id that the answer to the creation named."),
          Map.entry("series", "Only those of the series with this code."),
          Map.entry("period", "Only those of this period, such as `20101201` or `2010-12`."),
          Map.entry("status", "Only those with this status."),
          Map.entry("limit", "How many items the page has at most."),
          Map.entry("after", "Where the page begins: the `next` of the page before."),
          Map.entry("reason", "Why, for those who read the books later: 1 to 500 characters."));

  private Parameters() {}

  static ArrayNode of(Endpoint endpoint) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Parameter parameter : endpoint.method().getParameters()) {
      PathParam inPath = parameter.getAnnotation(PathParam.class);
      QueryParam inQuery = parameter.getAnnotation(QueryParam.class);
      HeaderParam inHeader = parameter.getAnnotation(HeaderParam.class);
      if (inPath != null) {
        all.add(parameter(endpoint, parameter, inPath.value(), "path").put("required", true));
      } else if (inQuery != null) {
        all.add(parameter(endpoint, parameter, inQuery.value(), "query"));
      } else if (inHeader != null) {
        all.add(parameter(endpoint, parameter, inHeader.value(), "header"));
      }
    }
    if (endpoint.isCommand()) {
      all.add(reference(endpoint.isKeyRequired() ? "IdempotencyKey" : "OptionalIdempotencyKey"));
      all.add(reference("Prefer"));
    }
    return all.add(reference("RequestId"));
  }

  private static ObjectNode parameter(
      Endpoint endpoint, Parameter parameter, String name, String in) {
    String javadoc = Javadocs.ofParameter(endpoint.method(), parameter.getName());
    ObjectNode described =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("in", in)
            .put("description", javadoc.isEmpty() ? MEANINGS.getOrDefault(name, "") : javadoc);
    ObjectNode schema = described.putObject("schema");
    OneOf texts = parameter.getAnnotation(OneOf.class);
    if (name.equals("limit")) {
      schema
          .put("type", "integer")
          .put("minimum", 1)
          .put("maximum", Paging.MAX_LIMIT)
          .put("default", Paging.DEFAULT_LIMIT);
    } else {
      schema.put("type", "string");
    }
    if (texts != null) {
      ArrayNode values = schema.putArray("enum");
      for (String text : texts.value()) {
        values.add(text);
      }
    }
    return described;
  }

  private static ObjectNode reference(String name) {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/parameters/" + name);
  }

  /** Those that operations refer to. */
  static ObjectNode components() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.set("IdempotencyKey", idempotencyKey("A name of the caller's own for this request.", true));
    all.set(
        "OptionalIdempotencyKey",
        idempotencyKey("May be left out: the request can be repeated without harm.", false));
    header(
            all.putObject("Prefer"),
            Prefer.HEADER,
            "`wait=N` waits up to N seconds, at most 30, instead of 5; `respond-async` does not wait"
                + " at all (RFC 7240). Who does not wait long enough gets a 202.")
        .put("type", "string")
        .put("example", "wait=10");
    header(
            all.putObject("RequestId"),
            "X-Request-Id",
            "A name for this call, shown in the answer and in the logs; one is made up otherwise.")
        .put("type", "string")
        .put("pattern", "^[A-Za-z0-9._-]{1,64}$");
    return all;
  }

  private static ObjectNode idempotencyKey(String meaning, boolean required) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    header(
            key,
            IdempotencyKey.HEADER,
            meaning
                + " The same key with the same body gets the first answer again, with another body"
                + " 422. 1 to 255 visible ASCII characters, bare or in double quotes.")
        .put("type", "string")
        .put("minLength", 1)
        .put("example", "order-17850-1");
    return required ? key.put("required", true) : key;
  }

  private static ObjectNode header(ObjectNode parameter, String name, String description) {
    return parameter
        .put("name", name)
        .put("in", "header")
        .put("description", description)
        .putObject("schema");
  }
}
