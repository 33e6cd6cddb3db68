package dev.ordinal.orderapi.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** JSON pointers (RFC 6901) to the places that Jackson and the validator complain about. */
final class Pointers {

  private Pointers() {}

  static String of(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      append(
          pointer,
          step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName());
    }
    return pointer.toString();
  }

  static String of(ConstraintViolation<?> violation) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getIndex() != null) {
        append(pointer, node.getIndex().toString());
      } else if (node.getKey() != null) {
        append(pointer, node.getKey().toString());
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        append(pointer, node.getName());
      }
    }
    return pointer.toString();
  }

  private static void append(StringBuilder pointer, String step) {
    pointer.append('/').append(Texts.printable(step).replace("~", "~0").replace("/", "~1"));
  }
}
