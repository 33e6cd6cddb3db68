package dev.ordinal.orderapi.openapi;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Module;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import dev.ordinal.orderapi.http.OneOf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the annotations of a record's component mean for its schema. */
abstract class FieldRules implements Module {

  /** Whether it must be there. */
  abstract boolean isRequired(FieldScope field);

  /** Whether it may be there as null. */
  abstract boolean isNullable(FieldScope field);

  @Override
  public void applyToConfigBuilder(SchemaGeneratorConfigBuilder builder) {
    builder
        .forFields()
        .withRequiredCheck(this::isRequired)
        .withNullableCheck(field -> !field.isFakeContainerItemScope() && isNullable(field))
        .withEnumResolver(
            field -> {
              OneOf texts = field.getAnnotation(OneOf.class);
              return texts == null ? null : Arrays.asList(texts.value());
            })
        .withDescriptionResolver(FieldRules::description);
  }

  private static @Nullable String description(FieldScope field) {
    Class<?> record = field.getDeclaringType().getErasedType();
    String javadoc =
        field.isFakeContainerItemScope()
            ? ""
            : Javadocs.ofComponent(record, field.getDeclaredName());
    return javadoc.isEmpty() ? null : javadoc;
  }

  static boolean isMarkedNullable(FieldScope field) {
    return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
