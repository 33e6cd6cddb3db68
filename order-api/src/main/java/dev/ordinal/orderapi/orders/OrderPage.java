package dev.ordinal.orderapi.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of orders.
 *
 * @param next what to send as {@code after} for the page that follows; null on the last one
 */
public record OrderPage(List<OrderView> items, @Nullable String next) {}
