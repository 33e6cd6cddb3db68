package dev.ordinal.orderapi.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import dev.ordinal.orderapi.http.BusinessTime;
import dev.ordinal.orderapi.http.CurrencyCode;
import dev.ordinal.orderapi.http.EmailAddress;
import dev.ordinal.orderapi.http.NotBlankText;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is not required may be left out of a request or be null; our own constraints as schemas. */
final class RequestFields extends FieldRules {

  @Override
  boolean isRequired(FieldScope field) {
    return field.getAnnotation(NotNull.class) != null;
  }

  @Override
  boolean isNullable(FieldScope field) {
    return field.getAnnotation(NotNull.class) == null;
  }

  @Override
  public void applyToConfigBuilder(SchemaGeneratorConfigBuilder builder) {
    super.applyToConfigBuilder(builder);
    builder
        .forFields()
        .withStringMinLengthResolver(field -> minLength(text(field)))
        .withStringMaxLengthResolver(field -> maxLength(text(field)))
        .withStringPatternResolver(RequestFields::pattern)
        .withStringFormatResolver(
            field -> field.getAnnotation(BusinessTime.class) == null ? null : "date-time")
        .withInstanceAttributeOverride((schema, field, context) -> limitMap(schema, field));
  }

  private static @Nullable Text text(FieldScope field) {
    return field.isFakeContainerItemScope()
        ? field.getContainerItemAnnotation(Text.class)
        : field.getAnnotation(Text.class);
  }

  private static @Nullable Integer minLength(@Nullable Text text) {
    return text == null || text.min() == 0 ? null : Integer.valueOf(text.min());
  }

  private static @Nullable Integer maxLength(@Nullable Text text) {
    return text == null ? null : Integer.valueOf(text.max());
  }

  private static @Nullable String pattern(FieldScope field) {
    if (field.getAnnotation(EmailAddress.class) != null) {
      return "^[^\\s@]+@[^\\s@]+$";
    }
    Pattern pattern = field.getAnnotation(Pattern.class);
    if (pattern != null) {
      return "^(?:" + pattern.regexp() + ")$";
    }
    if (field.getAnnotation(CurrencyCode.class) != null) {
      return "^[A-Z]{3}$";
    }
    return field.getAnnotation(NotBlankText.class) == null ? null : "\\S";
  }

  /** The constraints on a map itself, on its names and on its values. */
  private static void limitMap(ObjectNode schema, FieldScope field) {
    if (!field.getType().isInstanceOf(Map.class)) {
      return;
    }
    Size size = field.getAnnotation(Size.class);
    if (size != null) {
      schema.put("maxProperties", size.max());
    }
    if (field.getRawMember().getAnnotatedType() instanceof AnnotatedParameterizedType map) {
      limitText(schema.putObject("propertyNames"), map.getAnnotatedActualTypeArguments()[0]);
      ObjectNode values = schema.putObject("additionalProperties").put("type", "string");
      limitText(values, map.getAnnotatedActualTypeArguments()[1]);
    }
  }

  private static void limitText(ObjectNode schema, AnnotatedElement type) {
    Text text = type.getAnnotation(Text.class);
    if (text != null) {
      schema.put("minLength", text.min()).put("maxLength", text.max());
    }
  }
}
