package dev.ordinal.contracts.leads;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Fact;
import java.time.Instant;
import java.util.UUID;

/**
 * There is the lead that the command describes.
 *
 * @param createdAt when the API accepted the command
 */
@JsonTypeName("facts.lead-created.v1")
public record LeadMade(Instant createdAt, UUID commandId) implements Fact {}
