package dev.ordinal.orderapi.leads;

import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * The body of {@code POST /leads/{id}/renew} and {@code /release}.
 *
 * @param claimant who has the lead, as in the claim
 * @param fencingToken the token that came with the claim, at least 1
 */
public record LeaseRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 200) String claimant,
    @NotNull(message = "is required") @Min(value = 1, message = "must be at least 1") Long fencingToken)
    implements JsonRequest {}
