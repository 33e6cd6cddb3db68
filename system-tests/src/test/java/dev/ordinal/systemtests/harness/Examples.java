package dev.ordinal.systemtests.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;

/** Requests as callers send them. */
public final class Examples {

  private Examples() {}

  /** An order of one line. */
  public static ObjectNode order(String series) {
    ObjectNode order = Json.MAPPER.createObjectNode().put("series", series).put("currency", "GBP");
    order
        .putArray("lines")
        .addObject()
        .put("sku", "85123A")
        .put("description", "WHITE HANGING HEART")
        .put("quantity", 6)
        .put("unitAmount", 255);
    return order;
  }

  /** An order of one line at this business time (RFC 3339). */
  public static ObjectNode order(String series, String occurredAt) {
    return order(series).put("occurredAt", occurredAt);
  }

  public static ObjectNode reason(String reason) {
    return Json.MAPPER.createObjectNode().put("reason", reason);
  }
}
