package dev.ordinal.numberingstream.leads;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import java.time.Instant;
import java.util.UUID;

/** Commands as the API makes them. */
public final class LeadExamples {

  public static final Instant T0 = Instant.parse("2025-11-21T10:15:30Z");

  private LeadExamples() {}

  public static CreateLead createLead(String lead) {
    return new CreateLead(lead, "Ada", "web", null);
  }

  public static ClaimLead claim(String lead, String claimant, int seconds, boolean join) {
    return new ClaimLead(lead, claimant, seconds, join);
  }

  public static RenewLease renew(String lead, String claimant, long token) {
    return new RenewLease(lead, claimant, token);
  }

  public static ReleaseLead release(String lead, String claimant, long token) {
    return new ReleaseLead(lead, claimant, token);
  }

  /** An envelope whose id follows from its key and {@code attempt}. */
  public static CommandEnvelope envelope(
      String key, LeadCommand command, Instant acceptedAt, int attempt) {
    UUID id = UUID.nameUUIDFromBytes((key + command + attempt).getBytes(UTF_8));
    return new CommandEnvelope(id, key, command.toString(), acceptedAt, "staff", command);
  }
}
