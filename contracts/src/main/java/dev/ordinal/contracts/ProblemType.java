package dev.ordinal.contracts;

/**
 * A kind of problem that callers can meet (RFC 9457): the one table row from which the HTTP answer
 * and the page {@code /problems/{code}} are made.
 *
 * @param code the stable code callers switch on, such as {@code payment-reference-used}
 * @param status the HTTP status that carries it
 * @param title a summary that does not change from one occurrence to the next
 * @param remedy what the caller can do about it
 */
public record ProblemType(String code, int status, String title, String remedy) {}
