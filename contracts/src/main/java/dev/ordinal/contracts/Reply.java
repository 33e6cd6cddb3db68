package dev.ordinal.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one outcome of a command, on {@code ordinal.results}: either the events it led to or the
 * rejection. For who waits for it, and for who asks later.
 *
 * @param commandId the command this answers
 * @param replayed whether an earlier command with the same key had already been decided; the events
 *     then carry that command's id
 * @param events what happened, at least one; empty if and only if rejected
 * @param rejection why not; null if and only if accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reply(
    UUID commandId,
    boolean replayed,
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        List<Event> events,
    @Nullable Rejection rejection) {

  public Reply {
    Objects.requireNonNull(commandId, "commandId");
    events = List.copyOf(events);
    if (events.isEmpty() == (rejection == null)) {
      throw new IllegalArgumentException("a reply has either events or a rejection");
    }
  }

  /** {@code accepted}, {@code rejected} or {@code parked}. */
  public String status() {
    if (rejection == null) {
      return "accepted";
    }
    return CommonRejection.isParked(rejection) ? "parked" : "rejected";
  }
}
