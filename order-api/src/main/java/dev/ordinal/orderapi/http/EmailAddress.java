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

/**
 * Something before an at sign and something after it, without white space. Whether mail arrives
 * there only mail can tell. Null is valid.
 */
@Documented
@Constraint(validatedBy = {})
@Pattern(regexp = "(?U)[^\\s@]+@[^\\s@]+")
@ReportAsSingleViolation
@Target({ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface EmailAddress {

  /** What is wrong. */
  String message() default "must be an e-mail address such as ada@example.org";

  /** See jakarta.validation. */
  Class<?>[] groups() default {};

  /** See jakarta.validation. */
  Class<? extends Payload>[] payload() default {};
}
