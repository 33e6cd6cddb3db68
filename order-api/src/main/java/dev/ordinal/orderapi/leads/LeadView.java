package dev.ordinal.orderapi.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.orderapi.http.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead as callers see it; what is null is left out.
 *
 * @param status "open" or "claimed"
 * @param claimant who has it; null while it is open, like the three that follow
 * @param waiting how many wait for it
 * @param commandId the command that created it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeadView(
    String id,
    @OneOf({"open", "claimed"}) String status,
    String name,
    @Nullable String source,
    @Nullable String contact,
    @Nullable String claimant,
    @Nullable Long fencingToken,
    @Nullable Instant claimedAt,
    @Nullable Instant leaseExpiresAt,
    long waiting,
    Instant createdAt,
    UUID commandId) {}
