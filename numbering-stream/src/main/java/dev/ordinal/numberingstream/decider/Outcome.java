package dev.ordinal.numberingstream.decider;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.Rejection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a decided command, for good: enough to answer every repeat alike, and no
 * more, since its size times all commands is what a restart restores.
 *
 * @param fingerprint tells a repeat from another request with the same key
 * @param commandId the command that was decided
 * @param acceptedAt when the API accepted it
 * @param next the number it was offered; null for none
 * @param rejection why it was turned down; null if it was accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
    String fingerprint,
    UUID commandId,
    Instant acceptedAt,
    @Nullable NextNumber next,
    @Nullable Rejection rejection) {

  DecisionContext context() {
    return new DecisionContext(commandId, acceptedAt, next);
  }
}
