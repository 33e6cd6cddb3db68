package dev.ordinal.orderapi.leads;

import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /leads}. Lengths are in characters (Unicode code points).
 *
 * @param name whom to call, 1 to 200 characters
 * @param source where the lead comes from, at most 200 characters
 * @param contact how to reach it, at most 500 characters
 */
public record CreateLeadRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 200) String name,
    @Nullable @Text(max = 200) String source,
    @Nullable @Text(max = 500) String contact)
    implements JsonRequest {

  CreateLead toCommand(String leadId) {
    return new CreateLead(leadId, name, source, contact);
  }
}
