package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who ordered, as far as the caller says.
 *
 * @param id the caller's own id for the customer
 * @param name kept as sent
 * @param email kept as sent; personal, never logged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Customer(@Nullable String id, @Nullable String name, @Nullable String email) {}
