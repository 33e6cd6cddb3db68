package dev.ordinal.contracts.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to leads. One lead has one winner at a time, and each winner's fencing token is the
 * one before plus one, from 1.
 */
public sealed interface LeadEvent extends Event {

  /** The lead. */
  String leadId();

  @Override
  default String owner() {
    return LeadCommand.ownerOf(leadId());
  }

  @Override
  default String subject() {
    return leadId();
  }

  @Override
  default String source() {
    return "/leads";
  }

  /**
   * There is a lead, and nobody has it.
   *
   * @param origin where the lead comes from; {@code source} in JSON, a name that CloudEvents has
   * @param contact personal, never logged
   */
  @JsonTypeName("leads.created.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LeadCreated(
      String leadId,
      String name,
      @JsonProperty("source") @Nullable String origin,
      @Nullable String contact,
      Instant createdAt,
      UUID commandId)
      implements LeadEvent {

    @Override
    public Fact fact(List<Event> following) {
      return new LeadMade(createdAt, commandId);
    }

    @Override
    public Instant time() {
      return createdAt;
    }
  }

  /**
   * Somebody has the lead until the lease ends.
   *
   * @param fencingToken greater than that of every claim before
   * @param fromWaitlist whether the claimant waited and was the first in line, rather than coming
   *     at the right moment
   */
  @JsonTypeName("leads.claimed.v1")
  record LeadClaimed(
      String leadId,
      String claimant,
      long fencingToken,
      int leaseSeconds,
      Instant claimedAt,
      Instant leaseExpiresAt,
      boolean fromWaitlist,
      UUID commandId)
      implements LeadEvent {

    @Override
    public Instant time() {
      return claimedAt;
    }
  }

  /** The one who has the lead keeps it for longer. */
  @JsonTypeName("leads.renewed.v1")
  record LeaseRenewed(
      String leadId,
      String claimant,
      long fencingToken,
      Instant claimedAt,
      Instant renewedAt,
      Instant leaseExpiresAt,
      UUID commandId)
      implements LeadEvent {

    @Override
    public Instant time() {
      return renewedAt;
    }
  }

  /** The one who had the lead gave it back. */
  @JsonTypeName("leads.released.v1")
  record LeadReleased(
      String leadId, String claimant, long fencingToken, Instant releasedAt, UUID commandId)
      implements LeadEvent {

    @Override
    public Instant time() {
      return releasedAt;
    }
  }

  /**
   * The lease ended by itself.
   *
   * @param leaseExpiresAt when it ended
   * @param noticedAt when the writer acted on it, which is later if it was not there
   * @param commandId names this end: nobody asked for it
   */
  @JsonTypeName("leads.lease-expired.v1")
  record LeaseExpired(
      String leadId,
      String claimant,
      long fencingToken,
      Instant leaseExpiresAt,
      Instant noticedAt,
      UUID commandId)
      implements LeadEvent {

    @Override
    public Instant time() {
      return leaseExpiresAt;
    }
  }

  /**
   * Somebody waits for the lead.
   *
   * @param position the place in the line at that moment, from 1
   * @param leaseSeconds how long the lease will be, in seconds
   */
  @JsonTypeName("leads.waitlisted.v1")
  record LeadWaitlisted(
      String leadId,
      String claimant,
      long position,
      int leaseSeconds,
      Instant waitingSince,
      UUID commandId)
      implements LeadEvent {

    @Override
    public Instant time() {
      return waitingSince;
    }
  }
}
