package dev.ordinal.contracts.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** Says in one line why bytes are not the JSON they should be, without quoting the content. */
final class JsonErrors {

  private JsonErrors() {}

  static String reason(IOException e) {
    if (e instanceof JsonProcessingException json) {
      String where =
          json.getLocation() == null
              ? ""
              : " at line "
                  + json.getLocation().getLineNr()
                  + ", column "
                  + json.getLocation().getColumnNr();
      return json.getOriginalMessage() + where;
    }
    return String.valueOf(e.getMessage());
  }
}
