package dev.ordinal.projections.projector;

import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Records with the most extreme values that get through the API, whatever its fields: the longest
 * texts of characters that neither compress nor are harmless, the largest numbers, the last time.
 */
final class ExtremeValues {

  /** The last business time there can be and the longest reservation. */
  private static final Instant LAST =
      Instant.parse("9999-12-30T23:59:59.999999Z").plusSeconds(604_800);

  /** Of texts that are in an index the longest, in characters; all others can be longer. */
  private static final Map<String, Integer> LENGTHS =
      Map.of("paymentReference", 255, "webhookId", 255, "period", 16);

  private static final int LONGEST = 2_048;
  private static final int LINES = 2_000;
  private static final int ENTRIES = 50;

  private final Random random;

  ExtremeValues(long seed) {
    this.random = new Random(seed);
  }

  /** A record of this type whose components of these names have these values. */
  <R> R record(Class<R> type, Map<String, ?> given) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Object[] values =
          Arrays.stream(components)
              .map(
                  component ->
                      given.containsKey(component.getName())
                          ? given.get(component.getName())
                          : value(component.getGenericType(), component.getName()))
              .toArray();
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }

  /** A text of this many characters that JSON, SQL and UTF-8 each find hard, without NUL. */
  String text(int characters) {
    int[] hard = {'"', '\\', '\'', 1, '\n', 0x2028, 0xFFFF, 0x5D0, 0x301, 0x10FFFF, '%', '$'};
    return random
        .ints(characters, 0, 4)
        .map(
            kind ->
                kind == 0 ? hard[random.nextInt(hard.length)] : 0x20000 + random.nextInt(0xA000))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private Object value(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      return generic.getRawType().equals(List.class) ? list(element, name) : entries();
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return text(LENGTHS.getOrDefault(name, LONGEST));
    } else if (plain == long.class || plain == Long.class) {
      return Long.MAX_VALUE;
    } else if (plain == int.class) {
      return Integer.MAX_VALUE;
    } else if (plain == boolean.class) {
      return true;
    } else if (plain == Instant.class) {
      return LAST;
    } else if (plain == UUID.class) {
      return new UUID(random.nextLong(), random.nextLong());
    } else if (plain == ZoneId.class) {
      return ZoneId.of("America/Argentina/ComodRivadavia");
    } else if (plain == WebhookSecret.class) {
      return WebhookSecret.of(new byte[64]);
    } else if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    } else if (plain.isRecord()) {
      return record(plain, Map.of());
    }
    throw new IllegalStateException("no extreme value for " + plain + " " + name);
  }

  private List<Object> list(Type element, String name) {
    // Of what brings texts of its own fewer, or no record would hold them.
    int count = element == String.class ? 100 : LINES / 20;
    return Stream.generate(() -> value(element, name)).limit(count).toList();
  }

  private SortedMap<String, String> entries() {
    SortedMap<String, String> entries = new TreeMap<>();
    while (entries.size() < ENTRIES) {
      entries.put(text(64), text(1_000));
    }
    return entries;
  }
}
