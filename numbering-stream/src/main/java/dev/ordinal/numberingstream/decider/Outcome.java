package dev.ordinal.numberingstream.decider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a decided command, for good: enough to answer every repeat alike, and no
 * more, since its size times all commands is what a restart restores.
 *
 * @param fingerprint tells a repeat from another request with the same key
 * @param commandId the command that was decided
 * @param acceptedAt when the API accepted it
 * @param actor who asked; null if nobody knows
 * @param next the number it was offered; null for none
 * @param events what it led to; null if the capability can tell it again, or it was turned down
 * @param rejection why it was turned down; null if it was accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
    String fingerprint,
    UUID commandId,
    Instant acceptedAt,
    @Nullable String actor,
    @Nullable NextNumber next,
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        @Nullable List<Event> events,
    @Nullable Rejection rejection) {

  DecisionContext context() {
    return new DecisionContext(commandId, acceptedAt, actor, next);
  }
}
