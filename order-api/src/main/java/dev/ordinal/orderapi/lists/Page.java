package dev.ordinal.orderapi.lists;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next what to send as {@code after} for the page that follows; null on the last one
 */
public record Page<V>(List<V> items, @Nullable String next) {}
