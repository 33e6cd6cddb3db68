package dev.ordinal.orderapi.http;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A text of bounded length that Postgres and UTF-8 can hold: no NUL, no unpaired surrogate.
 * Everything else is kept as sent. Null is valid.
 */
@Documented
@Constraint(validatedBy = Text.TextValidator.class)
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

  /** Fewest characters (Unicode code points). */
  int min() default 0;

  /** Most characters (Unicode code points). */
  int max();

  /** Unused: the validator says what is wrong. */
  String message() default "";

  /** See jakarta.validation. */
  Class<?>[] groups() default {};

  /** See jakarta.validation. */
  Class<? extends Payload>[] payload() default {};

  /** Checks {@link Text}. */
  final class TextValidator implements ConstraintValidator<Text, String> {

    private int min;
    private int max;

    @Override
    public void initialize(Text text) {
      min = text.min();
      max = text.max();
    }

    @Override
    public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
      String complaint = value == null ? null : complaint(value);
      if (complaint == null) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context.buildConstraintViolationWithTemplate(complaint).addConstraintViolation();
      return false;
    }

    private @Nullable String complaint(String value) {
      int length = value.codePointCount(0, value.length());
      if (length < min || length > max) {
        return "must have " + min + " to " + max + " characters, not " + length;
      }
      if (value.indexOf('\0') >= 0) {
        return "must not contain the character NUL";
      }
      return Texts.hasUnpairedSurrogate(value) ? "must not contain an unpaired surrogate" : null;
    }
  }
}
