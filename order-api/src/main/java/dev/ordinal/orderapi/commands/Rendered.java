package dev.ordinal.orderapi.commands;

import org.jspecify.annotations.Nullable;

/**
 * How an event is answered to the one who asked for it.
 *
 * @param status the HTTP status
 * @param location address of the thing made; null if nothing was made
 * @param body written as JSON
 */
public record Rendered(int status, @Nullable String location, Object body) {}
