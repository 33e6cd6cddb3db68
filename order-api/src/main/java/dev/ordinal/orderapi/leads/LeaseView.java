package dev.ordinal.orderapi.leads;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.orderapi.http.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a claim, a renewal or a release; what does not apply is left out.
 *
 * @param status "claimed", "waiting" or "released"
 * @param fencingToken to be sent with all that is done under the claim; greater than all before
 * @param position place in the line, from 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseView(
    String id,
    @OneOf({"claimed", "waiting", "released"}) String status,
    String claimant,
    @Nullable Long fencingToken,
    @Nullable Instant claimedAt,
    @Nullable Instant leaseExpiresAt,
    @Nullable Long position,
    @Nullable Instant waitingSince,
    @Nullable Instant releasedAt,
    UUID commandId) {}
