package dev.ordinal.numberingstream.decider;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a decided command: enough to answer every repeat alike, and no more, since
 * its size times all commands is what a restart restores. One of the last three is not null.
 *
 * @param fingerprint tells a repeat from another request with the same key
 * @param commandId the command that was turned down; null if it was accepted, as a fact has its own
 * @param fact what it led to; null if it was turned down
 * @param rejection why it was turned down; null if it was accepted
 * @param former what a version before there were facts remembered of it; never written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StoredOutcome(
    String fingerprint,
    @Nullable UUID commandId,
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        @Nullable Fact fact,
    @Nullable Rejection rejection,
    @JsonIgnore @Nullable Former former) {

  /**
   * An acceptance that an earlier version remembered by what its events could be made of again.
   *
   * @param acceptedAt when the API accepted the command
   * @param next the number that it was given; null if it asked for none
   */
  public record Former(UUID commandId, Instant acceptedAt, @Nullable NextNumber next) {

    /** The number that it was given. */
    public NextNumber number() {
      if (next == null) {
        throw new IllegalStateException("command " + commandId + " was given no number");
      }
      return next;
    }

    /**
     * The fact that it was given its number.
     *
     * @param time the business time that chose the period
     */
    public NumberGiven numberGiven(Instant time) {
      NextNumber given = number();
      return new NumberGiven(
          given.number(), given.period(), given.sequence(), time, acceptedAt, commandId);
    }
  }

  /** What is remembered of this outcome. */
  static StoredOutcome of(String fingerprint, Outcome outcome) {
    Fact fact = outcome.fact();
    return new StoredOutcome(
        fingerprint, fact == null ? outcome.commandId() : null, fact, outcome.rejection(), null);
  }

  /** The command that was decided. */
  UUID decided() {
    if (fact != null) {
      return fact.commandId();
    }
    return former == null
        ? Objects.requireNonNull(commandId, "what is turned down has an id")
        : former.commandId();
  }

  /**
   * Reads one of any version.
   *
   * @param events what it led to, in some of earlier versions
   */
  @JsonCreator
  static StoredOutcome read(
      @JsonProperty("fingerprint") String fingerprint,
      @JsonProperty("commandId") @Nullable UUID commandId,
      @JsonProperty("fact") @Nullable Fact fact,
      @JsonProperty("rejection") @Nullable Rejection rejection,
      @JsonProperty("events")
          @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
          @Nullable List<Event> events,
      @JsonProperty("acceptedAt") @Nullable Instant acceptedAt,
      @JsonProperty("next") @Nullable NextNumber next) {
    Fact known = fact == null && rejection == null ? Event.factOf(events) : fact;
    Former former =
        known == null && rejection == null && commandId != null && acceptedAt != null
            ? new Former(commandId, acceptedAt, next)
            : null;
    return new StoredOutcome(fingerprint, commandId, known, rejection, former);
  }
}
