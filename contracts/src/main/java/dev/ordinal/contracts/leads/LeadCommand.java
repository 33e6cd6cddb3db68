package dev.ordinal.contracts.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Command;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of leads. Each lead is an owner of its own, so leads spread over partitions.
 */
public sealed interface LeadCommand extends Command {

  /** The lead, see {@link #isId}. */
  String leadId();

  @Override
  default String owner() {
    return ownerOf(leadId());
  }

  /** The owner that decides for this lead: {@code lead:{id}}. */
  static String ownerOf(String leadId) {
    return "lead:" + leadId;
  }

  /** Whether this can be a lead's id: 1 to 64 ASCII letters, digits and hyphens. */
  static boolean isId(String text) {
    return text.matches("[A-Za-z0-9-]{1,64}");
  }

  /**
   * Asks for a lead.
   *
   * @param name whom to call
   * @param source where the lead comes from
   * @param contact how to reach it; personal, never logged
   */
  @JsonTypeName("leads.create.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CreateLead(String leadId, String name, @Nullable String source, @Nullable String contact)
      implements LeadCommand {

    public CreateLead {
      check(leadId);
      Objects.requireNonNull(name, "name");
    }
  }

  /**
   * Asks for the lead, for as long as a lease lasts.
   *
   * @param leaseSeconds {@link #MIN_LEASE_SECONDS} to {@link #MAX_LEASE_SECONDS}
   * @param joinWaitlist whether to wait for it if somebody has it
   */
  @JsonTypeName("leads.claim.v1")
  record ClaimLead(String leadId, String claimant, int leaseSeconds, boolean joinWaitlist)
      implements LeadCommand {

    /** The shortest lease, in seconds. */
    public static final int MIN_LEASE_SECONDS = 1;

    /** The longest lease, in seconds: a day. */
    public static final int MAX_LEASE_SECONDS = 86_400;

    /** The lease of those who name none, in seconds. */
    public static final int DEFAULT_LEASE_SECONDS = 300;

    public ClaimLead {
      check(leadId);
      Objects.requireNonNull(claimant, "claimant");
      if (leaseSeconds < MIN_LEASE_SECONDS || leaseSeconds > MAX_LEASE_SECONDS) {
        throw new IllegalArgumentException("leaseSeconds must be 1 to 86400, not " + leaseSeconds);
      }
    }
  }

  /**
   * Asks for the lease to begin again now, as long as it was claimed for.
   *
   * @param fencingToken the token that came with the claim
   */
  @JsonTypeName("leads.renew.v1")
  record RenewLease(String leadId, String claimant, long fencingToken) implements LeadCommand {

    public RenewLease {
      check(leadId);
      Objects.requireNonNull(claimant, "claimant");
    }
  }

  /**
   * Gives the lead back.
   *
   * @param fencingToken the token that came with the claim
   */
  @JsonTypeName("leads.release.v1")
  record ReleaseLead(String leadId, String claimant, long fencingToken) implements LeadCommand {

    public ReleaseLead {
      check(leadId);
      Objects.requireNonNull(claimant, "claimant");
    }
  }

  private static void check(String leadId) {
    if (!isId(Objects.requireNonNull(leadId, "leadId"))) {
      throw new IllegalArgumentException("leadId must be 1 to 64 letters, digits and hyphens");
    }
  }
}
