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
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A currency of ISO 4217, in capitals. Null is valid. */
@Documented
@Constraint(validatedBy = CurrencyCode.CurrencyValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CurrencyCode {

  /** What is wrong. */
  String message() default "must be a currency code of ISO 4217 in capitals, such as GBP";

  /** See jakarta.validation. */
  Class<?>[] groups() default {};

  /** See jakarta.validation. */
  Class<? extends Payload>[] payload() default {};

  /** Checks {@link CurrencyCode}. */
  final class CurrencyValidator implements ConstraintValidator<CurrencyCode, String> {

    private static final Set<String> CODES =
        Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
      return code == null || CODES.contains(code);
    }
  }
}
