package dev.ordinal.contracts;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.UUID;

/**
 * A number was given to what the command describes.
 *
 * @param number as the series prints it
 * @param period the reset window as text, empty for never
 * @param time business time, which chose the period
 * @param recordedAt when the API accepted the command
 */
@JsonTypeName("facts.number-given.v1")
public record NumberGiven(
    String number, String period, long sequence, Instant time, Instant recordedAt, UUID commandId)
    implements Fact {}
