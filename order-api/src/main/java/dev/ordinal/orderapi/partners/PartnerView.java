package dev.ordinal.orderapi.partners;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.orderapi.lists.NumberedView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A partner as callers see it, everywhere in the same shape; what is null is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartnerView(
    String number,
    String series,
    String period,
    long sequence,
    String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String company,
    Instant registeredAt,
    UUID commandId)
    implements NumberedView {

  static PartnerView of(RegisterPartner command, NumberGiven given) {
    return new PartnerView(
        given.number(),
        command.series(),
        given.period(),
        given.sequence(),
        command.name(),
        command.email(),
        command.phone(),
        command.company(),
        given.recordedAt(),
        given.commandId());
  }
}
