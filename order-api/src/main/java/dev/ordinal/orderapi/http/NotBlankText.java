package dev.ordinal.orderapi.http;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text with something to see in it: not empty and not white space alone. Null is valid. */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "(?sU).*\\S.*")
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface NotBlankText {

  /** What is wrong. */
  String message() default "must not be blank";

  /** See jakarta.validation. */
  Class<?>[] groups() default {};

  /** See jakarta.validation. */
  Class<? extends Payload>[] payload() default {};
}
