package dev.ordinal.orderapi.http;

import dev.ordinal.contracts.BusinessTimes;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A time as RFC 3339 writes it, with its offset, from 1900-01-01 up to and including 9999-12-30 in
 * UTC: so in every zone its year has four digits. Null is valid.
 */
@Documented
@Constraint(validatedBy = BusinessTime.Parser.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface BusinessTime {

  /** What is wrong. */
  String message() default
      "must be a time such as 2010-12-01T08:26:00Z, from 1900-01-01 to 9999-12-30";

  /** See jakarta.validation. */
  Class<?>[] groups() default {};

  /** See jakarta.validation. */
  Class<? extends Payload>[] payload() default {};

  /** Checks {@link BusinessTime}. */
  final class Parser implements ConstraintValidator<BusinessTime, String> {

    /**
     * The instant, cut to microseconds, which is what Postgres keeps.
     *
     * @throws DateTimeException if it is no such time
     */
    public static Instant parse(String text) {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      try {
        return BusinessTimes.contains(parse(text));
      } catch (DateTimeException e) {
        return false;
      }
    }
  }
}
