package dev.ordinal.contracts.teams;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks for a team.
 *
 * @param name kept as sent
 * @param email kept as sent; personal, never logged
 * @param phone kept as sent; personal, never logged
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Captain(String name, @Nullable String email, @Nullable String phone) {}
