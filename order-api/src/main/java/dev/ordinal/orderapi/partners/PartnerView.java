package dev.ordinal.orderapi.partners;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
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

  static PartnerView of(PartnerRegistered registered) {
    return new PartnerView(
        registered.number(),
        registered.series(),
        registered.period(),
        registered.sequence(),
        registered.name(),
        registered.email(),
        registered.phone(),
        registered.company(),
        registered.registeredAt(),
        registered.commandId());
  }
}
