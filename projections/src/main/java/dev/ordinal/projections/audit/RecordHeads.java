package dev.ordinal.projections.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one member of a command or a result and nothing behind it: a command may be an import of
 * megabytes.
 */
final class RecordHeads {

  private static final String IMPORT = "series.import-numbers.v1";

  /** An import with fewer bytes has too few rows to be decided in steps. */
  private static final int LARGE_BYTES = 10_000;

  private RecordHeads() {}

  /** The command's id, in the form of a result's key; empty if there is none. */
  static String commandId(byte @Nullable [] command) {
    String id =
        member(
            command,
            "commandId",
            parser -> parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "");
    try {
      return id.isEmpty() ? "" : UUID.fromString(id).toString();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Whether a command may be an import that is decided in steps. */
  static boolean isLargeImport(byte @Nullable [] command) {
    return command != null
        && command.length >= LARGE_BYTES
        && member(command, "command", JsonParser::nextFieldName).equals(IMPORT);
  }

  /**
   * Whether a result is the only one that its command may have: it does not tell again what was
   * decided before, and is no refusal that is decided anew.
   */
  static boolean isFinal(byte @Nullable [] result) {
    return !member(result, "replayed", JsonParser::getText).equals("true")
        && Families.isFinal(
            member(
                result, "rejection", rejection -> member(rejection, "code", JsonParser::getText)));
  }

  private interface Value {
    @Nullable String read(JsonParser parser) throws IOException;
  }

  /** What {@code value} makes of a member of the object; empty if there is none. */
  private static String member(byte @Nullable [] object, String name, Value value) {
    if (object == null) {
      return "";
    }
    try (JsonParser parser = Json.MAPPER.createParser(object)) {
      parser.nextToken();
      return member(parser, name, value);
    } catch (IOException e) {
      return "";
    }
  }

  /** The same of the object that the parser is at the beginning of. */
  private static String member(JsonParser parser, String name, Value value) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return "";
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isWanted = parser.currentName().equals(name);
      parser.nextToken();
      if (isWanted) {
        String read = value.read(parser);
        return read == null ? "" : read;
      }
      parser.skipChildren();
    }
    return "";
  }
}
