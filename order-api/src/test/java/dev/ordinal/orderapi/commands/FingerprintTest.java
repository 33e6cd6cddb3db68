package dev.ordinal.orderapi.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  /**
   * What a caller repeats across an upgrade must not be taken for another request, so these values
   * are for ever. They are SHA-256 in Base64 of the wire name, a line feed and the command's JSON
   * without spaces, of which what the API adds is left out; they were made without this code.
   */
  @Test
  void everyCommandHasTheApprovedFingerprint() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (JsonNode example : approved()) {
      String name = example.get("command").fieldNames().next();
      Command command =
          (Command)
              Json.MAPPER.treeToValue(
                  example.get("command").get(name), Families.wireTypes().get(name));
      assertThat(Fingerprint.of(command).text())
          .as(example.toString())
          .isEqualTo(example.get("fingerprint").asText());
      seen.add(name);
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            commandTypes().map(type -> Families.wireName(type)).toList());
  }

  @Test
  void aNewOptionalFieldChangesNoFingerprint() {
    assertThat(Fingerprint.of(new After("GAM", "GAM-1", null)))
        .isEqualTo(Fingerprint.of(new Before("GAM", "GAM-1")));
    assertThat(Fingerprint.of(new After("GAM", "GAM-1", "given")))
        .isNotEqualTo(Fingerprint.of(new Before("GAM", "GAM-1")));
  }

  /** A null that is written would become part of the fingerprints of all who do not send it. */
  @Test
  void whatIsNotSentIsLeftOut() {
    Set<Class<?>> records = new HashSet<>();
    commandTypes().forEach(type -> collect(type, records));
    assertThat(records).hasSizeGreaterThan(25);
    for (Class<?> type : records) {
      boolean hasOptional =
          Stream.of(type.getRecordComponents())
              .anyMatch(c -> c.getAnnotatedType().isAnnotationPresent(Nullable.class));
      JsonInclude include = type.getAnnotation(JsonInclude.class);
      JsonFormat format = type.getAnnotation(JsonFormat.class);
      boolean isArray = format != null && format.shape() == JsonFormat.Shape.ARRAY;
      assertThat(
              !hasOptional
                  || isArray
                  || (include != null && include.value() == JsonInclude.Include.NON_NULL))
          .as(type + " leaves out what is null")
          .isTrue();
    }
  }

  @Test
  void theSameCommandHasTheSameFingerprintWhateverTheOrderOfItsLabels() {
    assertThat(Fingerprint.of(order(Map.of("a", "1", "b", "2"), 1)).text())
        .isEqualTo(Fingerprint.of(order(Map.of("b", "2", "a", "1"), 1)).text())
        .hasSize(44);
  }

  @Test
  void anotherCommandHasAnotherFingerprint() {
    assertThat(
            List.of(
                Fingerprint.of(order(Map.of(), 1)),
                Fingerprint.of(order(Map.of(), 2)),
                Fingerprint.of(order(Map.of("a", ""), 1)),
                Fingerprint.of(new CancelOrder("GAM", "GAM-1", "x")),
                Fingerprint.of(new CancelOrder("GAM", "GAM-2", "x"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aSyncIsTheSameWhateverTheReadModelKnowsAndWhateverTheTimeIs() {
    assertThat(Fingerprint.of(new SyncSequence("GAM", "20101201", 9, "x")))
        .isEqualTo(Fingerprint.of(new SyncSequence("GAM", "20101201", 7, "x")))
        .isNotEqualTo(Fingerprint.of(new SyncSequence("GAM", "20101202", 7, "x")));
    assertThat(Fingerprint.of(new SyncSequence("GAM", "20101201", 9, "x", true)))
        .isEqualTo(Fingerprint.of(new SyncSequence("GAM", "20101202", 1, "x", true)))
        .isNotEqualTo(Fingerprint.of(new SyncSequence("GAM", "20101201", 9, "x")));
  }

  @JsonTypeName("test.thing.v1")
  private record Before(String series, String number) implements Command {
    @Override
    public String owner() {
      return series;
    }
  }

  @JsonTypeName("test.thing.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record After(String series, String number, @Nullable String note) implements Command {
    @Override
    public String owner() {
      return series;
    }
  }

  private static Stream<Class<?>> commandTypes() {
    return Families.COMMANDS.stream()
        .flatMap(family -> Stream.<Class<?>>of(family.getPermittedSubclasses()));
  }

  private static void collect(Class<?> type, Set<Class<?>> records) {
    if (type.isRecord() && records.add(type)) {
      for (RecordComponent component : type.getRecordComponents()) {
        collect(component.getAnnotatedType(), records);
      }
    }
  }

  private static void collect(AnnotatedType type, Set<Class<?>> records) {
    if (type instanceof AnnotatedParameterizedType generic) {
      Stream.of(generic.getAnnotatedActualTypeArguments()).forEach(t -> collect(t, records));
    }
    Type erased = type.getType();
    if (erased instanceof Class<?> raw) {
      collect(raw, records);
    }
  }

  private static JsonNode approved() throws IOException {
    try (InputStream json =
        FingerprintTest.class.getResourceAsStream("/approved/fingerprints.json")) {
      return Json.MAPPER.readTree(json);
    }
  }

  private static PlaceOrder order(Map<String, String> metadata, long quantity) {
    return new PlaceOrder(
        "GAM",
        null,
        "GBP",
        List.of(new OrderLine("a", null, quantity, 1)),
        null,
        null,
        new TreeMap<>(metadata));
  }
}
