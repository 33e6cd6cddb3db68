package dev.ordinal.orderapi.leads;

import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /leads/{id}/claim}.
 *
 * @param claimant who claims, 1 to 200 characters; compared as sent
 * @param leaseSeconds 1 to 86,400; null for 300
 * @param joinWaitlist whether to wait for the lead if somebody has it; null for no
 */
public record ClaimLeadRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 200) String claimant,
    @Nullable @Min(value = ClaimLead.MIN_LEASE_SECONDS, message = "must be 1 to 86400") @Max(value = ClaimLead.MAX_LEASE_SECONDS, message = "must be 1 to 86400") Integer leaseSeconds,
    @Nullable Boolean joinWaitlist)
    implements JsonRequest {

  ClaimLead toCommand(String leadId) {
    return new ClaimLead(
        leadId,
        claimant,
        leaseSeconds == null ? ClaimLead.DEFAULT_LEASE_SECONDS : leaseSeconds,
        Boolean.TRUE.equals(joinWaitlist));
  }
}
