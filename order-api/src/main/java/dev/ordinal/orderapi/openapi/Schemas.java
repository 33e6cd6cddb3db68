package dev.ordinal.orderapi.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of what requests and answers carry (JSON Schema 2020-12, which OpenAPI 3.1 uses).
 * Records are described once and referred to. Not thread-safe.
 */
final class Schemas {

  private static final String OURS = "dev.ordinal.";

  private final SchemaBuilder strict;
  private final SchemaBuilder lenient;
  private final SchemaBuilder answers;

  Schemas() {
    this.strict =
        builder(
            new RequestFields(),
            Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
            Option.DEFINITIONS_FOR_ALL_OBJECTS);
    // Whole, since the same records are described otherwise where unknown fields are refused.
    this.lenient = builder(new RequestFields(), Option.INLINE_ALL_SCHEMAS);
    this.answers = builder(new AnswerFields(), Option.DEFINITIONS_FOR_ALL_OBJECTS);
  }

  /** A request body in which every field must be known. */
  ObjectNode request(Type type) {
    return strict.createSchemaReference(type);
  }

  /** A request body in which unknown fields are ignored. */
  ObjectNode lenientRequest(Type type) {
    return lenient.createSchemaReference(type);
  }

  ObjectNode answer(Type type) {
    return answers.createSchemaReference(type);
  }

  /** All that was referred to; completes the references, so to be called once and last. */
  ObjectNode definitions() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (SchemaBuilder builder : List.of(strict, lenient, answers)) {
      for (Map.Entry<String, JsonNode> definition :
          builder.collectDefinitions("components/schemas").properties()) {
        dropRepeats(definition.getValue());
        JsonNode other = all.replace(definition.getKey(), definition.getValue());
        if (other != null && !other.equals(definition.getValue())) {
          throw new IllegalStateException("two schemas are named " + definition.getKey());
        }
      }
    }
    return all;
  }

  /** What is unwrapped is named twice: for the record's component and for its accessor. */
  private static void dropRepeats(JsonNode schema) {
    if (schema.get("allOf") instanceof ArrayNode parts) {
      Set<JsonNode> distinct = new LinkedHashSet<>();
      parts.forEach(distinct::add);
      parts.removeAll().addAll(distinct);
    }
  }

  private static SchemaBuilder builder(FieldRules rules, Option... options) {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                Option.NONPUBLIC_NONSTATIC_FIELDS_WITHOUT_GETTERS,
                Option.INLINE_NULLABLE_SCHEMAS)
            .without(Option.SCHEMA_VERSION_INDICATOR)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(new JakartaValidationModule());
    for (Option option : options) {
      config.with(option);
    }
    config.with(rules);
    config
        .forTypesInGeneral()
        .withPropertySorter((unused, unusedToo) -> 0)
        .withDefinitionNamingStrategy((key, context) -> name(key.getType()))
        .withSubtypeResolver(Schemas::permitted)
        .withCustomDefinitionProvider(Schemas::free)
        .withDescriptionResolver(scope -> description(scope.getType()));
    return new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  /** OrderView is Order, a page of them OrderPage, what an interface or a record holds has both. */
  private static String name(ResolvedType type) {
    StringBuilder name = new StringBuilder();
    type.getTypeParameters().forEach(parameter -> name.append(name(parameter)));
    Class<?> erased = type.getErasedType();
    Class<?> outer = erased.getEnclosingClass();
    if (outer != null && (outer.isInterface() || outer.isRecord())) {
      name.append(simpleName(outer));
    }
    return name.append(simpleName(erased)).toString();
  }

  private static String simpleName(Class<?> type) {
    return type.getSimpleName().replaceFirst("View$", "");
  }

  private static @Nullable List<ResolvedType> permitted(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?>[] permitted = type.getErasedType().getPermittedSubclasses();
    return permitted == null
        ? null
        : Arrays.stream(permitted)
            .map(subtype -> context.getTypeContext().resolveSubtype(type, subtype))
            .toList();
  }

  /** A map is an object of its values, a value written as another is that one, a node anything. */
  private static @Nullable CustomDefinition free(
      ResolvedType type, SchemaGenerationContext context) {
    ObjectNode schema = context.getGeneratorConfig().createObjectNode();
    Class<?> written = written(type.getErasedType());
    if (written != null) {
      schema = context.createDefinition(context.getTypeContext().resolve(written));
    } else if (type.isInstanceOf(Map.class)) {
      ResolvedType values = type.typeParametersFor(Map.class).get(1);
      schema.put("type", "object");
      schema.set("additionalProperties", context.createDefinitionReference(values));
    } else if (!type.isInstanceOf(JsonNode.class)) {
      return null;
    }
    return new CustomDefinition(
        schema, CustomDefinition.DefinitionType.INLINE, CustomDefinition.AttributeInclusion.YES);
  }

  /** What a record is written as that Jackson writes as one value; null for all others. */
  private static @Nullable Class<?> written(Class<?> type) {
    return !type.isRecord()
        ? null
        : Arrays.stream(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(JsonValue.class))
            .<Class<?>>map(Method::getReturnType)
            .findFirst()
            .orElse(null);
  }

  private static @Nullable String description(ResolvedType type) {
    Class<?> erased = type.getErasedType();
    String javadoc = erased.getName().startsWith(OURS) ? Javadocs.of(erased) : "";
    return javadoc.isEmpty() ? null : javadoc;
  }
}
