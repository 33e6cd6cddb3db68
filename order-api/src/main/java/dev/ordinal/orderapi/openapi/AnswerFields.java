package dev.ordinal.orderapi.openapi;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

/** What is null or empty is left out of an answer where its record says so. */
final class AnswerFields extends FieldRules {

  @Override
  public void applyToConfigBuilder(SchemaGeneratorConfigBuilder builder) {
    super.applyToConfigBuilder(builder);
    builder
        .forFields()
        .withIgnoreCheck(
            field -> isOpen(field.getRawMember().getDeclaringClass(), field.getName()));
    builder
        .forTypesInGeneral()
        .withTypeAttributeOverride(
            (schema, type, context) -> {
              if (isOpen(type.getType().getErasedType(), null)) {
                schema.put("additionalProperties", true);
              }
            });
  }

  @Override
  boolean isRequired(FieldScope field) {
    if (field.getAnnotation(JsonUnwrapped.class) != null) {
      return false;
    }
    Include include = include(field);
    return include == Include.ALWAYS
        || !(isMarkedNullable(field) || (include == Include.NON_EMPTY && canBeEmpty(field)));
  }

  @Override
  boolean isNullable(FieldScope field) {
    return include(field) == Include.ALWAYS && isMarkedNullable(field);
  }

  private static Include include(FieldScope field) {
    JsonInclude own = field.getAnnotation(JsonInclude.class);
    JsonInclude include =
        own == null
            ? field.getRawMember().getDeclaringClass().getAnnotation(JsonInclude.class)
            : own;
    return include == null ? Include.ALWAYS : include.value();
  }

  private static boolean canBeEmpty(FieldScope field) {
    Class<?> type = field.getType().getErasedType();
    return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
  }

  /** Whether the members of a map, the one of this name or any, are written as the type's own. */
  private static boolean isOpen(Class<?> type, @org.jspecify.annotations.Nullable String name) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            method ->
                method.isAnnotationPresent(JsonAnyGetter.class)
                    && (name == null || method.getName().equals(name)));
  }
}
