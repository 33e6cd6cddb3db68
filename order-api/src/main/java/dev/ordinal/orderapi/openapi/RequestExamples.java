package dev.ordinal.orderapi.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An example of each request body, in a file beside the class it is of. */
final class RequestExamples {

  private RequestExamples() {}

  /** The one of a request record: {@code PlaceOrderRequest.example.json}. */
  static JsonNode json(Class<?> request) {
    try {
      return Json.MAPPER.readTree(read(request, "json"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the example of " + request + " is no JSON", e);
    }
  }

  /** The one of a resource that reads another media type: {@code ImportResource.example.csv}. */
  static String text(Class<?> resource, String mediaType) {
    return read(resource, mediaType.substring(mediaType.indexOf('/') + 1));
  }

  private static String read(Class<?> type, String extension) {
    String name = type.getSimpleName() + ".example." + extension;
    try (InputStream example = type.getResourceAsStream(name)) {
      if (example == null) {
        throw new IllegalStateException("there is no " + name + " beside " + type);
      }
      return new String(example.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
