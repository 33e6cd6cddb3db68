package dev.ordinal.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one outcome of a command, on {@code ordinal.results}: either the fact it led to or the
 * rejection. For who waits for it, and for who asks later; both have the command.
 *
 * @param commandId the command this answers
 * @param replayed whether an earlier command with the same key had already been decided; the fact
 *     then carries that command's id
 * @param fact what happened; null if and only if rejected
 * @param rejection why not; null if and only if accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(
    UUID commandId,
    boolean replayed,
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        @Nullable Fact fact,
    @Nullable Rejection rejection) {

  public Outcome {
    Objects.requireNonNull(commandId, "commandId");
    if ((fact == null) == (rejection == null)) {
      throw new IllegalArgumentException("an outcome is either a fact or a rejection");
    }
  }

  /** A decision for this command. */
  public static Outcome of(UUID commandId, @Nullable Fact fact, @Nullable Rejection rejection) {
    return new Outcome(commandId, false, fact, rejection);
  }

  /**
   * Reads one.
   *
   * @param events in place of the fact, in records of earlier versions: what happened, in order
   */
  @JsonCreator
  static Outcome read(
      @JsonProperty("commandId") UUID commandId,
      @JsonProperty("replayed") boolean replayed,
      @JsonProperty("fact") @Nullable Fact fact,
      @JsonProperty("rejection") @Nullable Rejection rejection,
      @JsonProperty("events")
          @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
          @Nullable List<Event> events) {
    return new Outcome(
        commandId,
        replayed,
        fact == null && rejection == null ? Event.factOf(events) : fact,
        rejection);
  }

  /** {@code accepted}, {@code rejected} or {@code parked}. */
  public String status() {
    if (rejection == null) {
      return "accepted";
    }
    return CommonRejection.isParked(rejection) ? "parked" : "rejected";
  }
}
