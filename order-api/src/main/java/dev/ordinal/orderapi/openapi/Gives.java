package dev.ordinal.orderapi.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a resource method answers, as far as its signature does not say. The Javadoc of the method
 * is what readers of {@code /docs} see of it; {@link CommonProblems} are those that need not be
 * named.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Gives {

  /** Whether a request has an {@code Idempotency-Key}. A request that may have one is a command. */
  enum Key {
    /** A POST needs one, a PUT or a DELETE may have one, a GET has none. */
    BY_METHOD,
    /** It may have one. */
    OPTIONAL,
    /** It has none. */
    NONE
  }

  /** The statuses of success; 202 goes without saying where there is a key. */
  int[] status() default 200;

  /** The type of the body, where the method returns a {@code Response}. */
  Class<?> body() default Void.class;

  /**
   * The type of the JSON that the method reads from its body by itself, without minding fields that
   * it does not know.
   */
  Class<?> reads() default Void.class;

  /**
   * The type of the things that the method reads from its body: an array of them, or one a line.
   */
  Class<?> item() default Void.class;

  /** About the idempotency key. */
  Key key() default Key.BY_METHOD;

  /** The codes of the method's own problems. */
  String[] problems() default {};
}
