package dev.ordinal.contracts.partners;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Numbered;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to partners. */
public sealed interface PartnerEvent extends Numbered {

  /**
   * A partner got its number.
   *
   * @param email personal, never logged
   * @param phone personal, never logged
   * @param registeredAt when the API accepted the command
   */
  @JsonTypeName("partners.registered.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartnerRegistered(
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
      implements PartnerEvent, NumberIssued {

    @Override
    public Fact fact(List<Event> following) {
      return new NumberGiven(number, period, sequence, registeredAt, registeredAt, commandId);
    }

    @Override
    public Instant time() {
      return registeredAt;
    }
  }
}
