package dev.ordinal.numberingstream.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** JSON of records, each field likely, extreme, null or missing. */
final class HostileJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "Ada",
          "ada@example.org",
          "GBP",
          "THB",
          "XXX",
          "pay_1",
          "pay_2",
          "\0",
          "a\0b",
          "\uFFFF",
          "\uD83D\uDE00",
          "\u202E",
          "line\nfeed",
          "0",
          "-1",
          "9223372036854775807",
          "99999999999999999999",
          "GAM",
          "RET",
          "ICCT",
          "HM-P",
          "BOQ",
          "OVF",
          "gam",
          "lead-1",
          "lead-2",
          "hook-1",
          "acme",
          "m1",
          "m2",
          "reason",
          "x".repeat(300),
          "é".repeat(5_000),
          "orders.placed.v1",
          "*",
          "https://example.org",
          "20251121",
          "2025-11",
          "2025",
          "00000000",
          "99999999",
          "2025-13",
          "GAM/acme/m1",
          "GAM.acme.m1",
          "%s%n",
          "{seq:4}");

  private static final List<Long> NUMBERS =
      List.of(
          Long.MIN_VALUE,
          Long.MIN_VALUE + 1,
          -1L,
          0L,
          1L,
          2L,
          9L,
          10L,
          60L,
          100L,
          255L,
          9_999L,
          10_000L,
          86_400L,
          604_800L,
          (long) Integer.MAX_VALUE,
          Integer.MAX_VALUE + 1L,
          (long) Integer.MIN_VALUE,
          999_999_999_999_999_999L,
          Long.MAX_VALUE - 1,
          Long.MAX_VALUE);

  private static final List<String> TIMES =
      List.of(
          "2025-11-21T10:15:30Z",
          "2025-11-21T23:59:59.999999999Z",
          "1970-01-01T00:00:00Z",
          "1969-12-31T23:59:59Z",
          "1900-01-01T00:00:00Z",
          "1899-12-31T23:59:59Z",
          "9999-12-30T23:59:59.999999Z",
          "9999-12-31T23:59:59Z",
          "+10000-01-01T00:00:00Z",
          Instant.MAX.toString(),
          Instant.MIN.toString(),
          "-0001-01-01T00:00:00Z",
          "0000-01-01T00:00:00Z");

  private static final List<String> PATTERNS =
      List.of(
          "GAM-{yyyyMMdd}-{seq:4}",
          "RET-{yyyyMMdd}-{seq:1}",
          "ICCT-{seq:3}",
          "HM-P-{seq:4}",
          "BOQ-{yyyy}-{MM}-{seq:4}",
          "OVF-{seq:1}",
          "OVF-{seq:18}",
          "OVF-{seq:19}",
          "OVF-{seq:999999999}",
          "OVF-{yyyy}-{seq:4}",
          "OVF-{seq:0}",
          "OVF-{seq:-1}",
          "OVF-{",
          "OVF-{seq:4}{seq:4}",
          "{seq:4}",
          "GAM-" + "9".repeat(3_000) + "-{seq:4}",
          "");

  private final Random random;
  private final List<String> known;

  /** Numbers in {@code known} are likely texts. */
  HostileJson(Random random, List<String> known) {
    this.random = random;
    this.known = known;
  }

  ObjectNode envelope(String wireName, ObjectNode command) {
    ObjectNode envelope = JSON.objectNode();
    envelope.put("commandId", UUID.randomUUID().toString());
    envelope.put("idempotencyKey", random.nextInt(8) == 0 ? text() : "k" + random.nextInt(100_000));
    // The API's: two commands with one fingerprint are one command.
    envelope.put("fingerprint", Integer.toHexString(command.toString().hashCode()) + wireName);
    envelope.put("acceptedAt", random.nextInt(6) == 0 ? one(TIMES) : TIMES.get(0));
    envelope.set("actor", random.nextInt(8) == 0 ? JSON.nullNode() : JSON.textNode(text()));
    envelope.putObject("command").set(wireName, command);
    return envelope;
  }

  ObjectNode object(Class<?> type) {
    ObjectNode object = JSON.objectNode();
    for (RecordComponent component : type.getRecordComponents()) {
      int chance = random.nextInt(60);
      if (chance == 0) {
        object.putNull(component.getName());
      } else if (chance > 1) {
        object.set(component.getName(), value(component.getName(), component.getGenericType()));
      }
    }
    if (type == SeriesDefinition.class && random.nextInt(3) > 0) {
      String pattern = one(PATTERNS);
      object.put("pattern", pattern);
      object.put("code", pattern.startsWith("HM-P") ? "HM-P" : pattern.split("-", 2)[0]);
    }
    return object;
  }

  private JsonNode value(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type[] arguments = generic.getActualTypeArguments();
      if (Collection.class.isAssignableFrom(raw)) {
        ArrayNode all = JSON.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          all.add(random.nextInt(80) == 0 ? JSON.nullNode() : value(name, arguments[0]));
        }
        return all;
      }
      ObjectNode map = JSON.objectNode();
      for (int i = random.nextInt(3); i > 0 && Map.class.isAssignableFrom(raw); i--) {
        map.set(text(), value(name, arguments[1]));
      }
      return map;
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isEnum()) {
      Object constant = raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
      return Json.MAPPER.valueToTree(constant);
    }
    if (raw == WebhookSecret.class) {
      return JSON.textNode("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }
    if (raw.isRecord()) {
      return object(raw);
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return JSON.booleanNode(random.nextBoolean());
    }
    if (raw == int.class || raw == Integer.class) {
      return JSON.numberNode((int) (long) one(NUMBERS));
    }
    if (raw == long.class || raw == Long.class) {
      return JSON.numberNode(one(NUMBERS));
    }
    if (raw == Instant.class) {
      return JSON.textNode(one(TIMES));
    }
    if (raw == ZoneId.class) {
      return JSON.textNode(
          one(List.of("UTC", "Asia/Kathmandu", "+18:00", "-18:00", "Pacific/Apia")));
    }
    if (raw == UUID.class) {
      return JSON.textNode(new UUID(random.nextInt(3), 0).toString());
    }
    return JSON.textNode(textOf(name));
  }

  private String textOf(String name) {
    return switch (random.nextInt(10) == 0 ? "any" : name) {
      case "series" -> one(List.of("GAM", "RET", "ICCT", "HM-P", "BOQ", "OVF"));
      case "number" -> known.isEmpty() || random.nextInt(4) == 0 ? number() : one(known);
      case "leadId" -> "lead-" + random.nextInt(4);
      case "subscriptionId" -> "hook-" + random.nextInt(3);
      case "period" -> one(List.of("", "20251121", "2025-11", "2025", "18991231", "99991231"));
      case "pattern" -> one(PATTERNS);
      case "currency" -> one(List.of("GBP", "THB"));
      default -> text();
    };
  }

  private String number() {
    return one(List.of("GAM-20251121-", "ICCT-", "HM-P-", "BOQ-2025-11-", "OVF-"))
        + Math.abs(one(NUMBERS));
  }

  private String text() {
    return one(TEXTS);
  }

  private <T> T one(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }
}
