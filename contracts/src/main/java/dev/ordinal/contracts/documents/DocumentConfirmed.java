package dev.ordinal.contracts.documents;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Fact;
import java.time.Instant;
import java.util.UUID;

/**
 * A reserved number became the document that the command describes.
 *
 * @param period the reset window as text, empty for never
 * @param reservedAt business time of the reservation
 * @param confirmedAt when the API accepted the command
 */
@JsonTypeName("facts.document-confirmed.v1")
public record DocumentConfirmed(
    String period, long sequence, Instant reservedAt, Instant confirmedAt, UUID commandId)
    implements Fact {}
