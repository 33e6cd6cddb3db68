package dev.ordinal.contracts.teams;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded elsewhere before its team was registered.
 *
 * @param id the uploader's own id for it
 * @param url where it lies, as the uploader says; null if it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Upload(String id, @Nullable String url) {}
