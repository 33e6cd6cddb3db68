package dev.ordinal.orderapi.http;

import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.ordinal.contracts.Json;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Says in the caller's words why a JSON value does not fit its field. */
final class TypeErrors {

  private TypeErrors() {}

  static String detail(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return "is not a field here; the fields are "
          + unknown.getKnownPropertyIds().stream()
              .map(String::valueOf)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    if (e.getCause() instanceof InputCoercionException) {
      return "must be an integer of at most 64 bits";
    }
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return "must be " + expected(mismatch.getTargetType());
    }
    return "has the wrong type";
  }

  private static String expected(Class<?> type) {
    if (type == Long.class || type == long.class) {
      return "an integer";
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> Json.MAPPER.convertValue(constant, String.class))
          .collect(Collectors.joining(" or "));
    }
    return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
  }
}
