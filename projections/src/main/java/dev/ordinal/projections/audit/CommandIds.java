package dev.ordinal.projections.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.util.UUID;

/** Reads the id of a command and nothing else of it: a command may be an import of megabytes. */
final class CommandIds {

  private CommandIds() {}

  /** The command's id; empty if there is none. */
  static String read(byte[] command) {
    if (command == null) {
      return "";
    }
    try (JsonParser parser = Json.MAPPER.createParser(command)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isId = parser.currentName().equals("commandId");
        JsonToken value = parser.nextToken();
        if (isId) {
          // In the form of a result's key.
          return value == JsonToken.VALUE_STRING
              ? UUID.fromString(parser.getText()).toString()
              : "";
        }
        parser.skipChildren();
      }
      return "";
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }
}
