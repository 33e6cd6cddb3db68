package dev.ordinal.orderapi.http;

/**
 * One place that is not valid.
 *
 * @param pointer JSON pointer (RFC 6901) into the body; for a parameter of the address its name
 * @param detail what is wrong there
 */
public record FieldError(String pointer, String detail) {}
