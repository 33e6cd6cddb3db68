package dev.ordinal.numberingstream.partners;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.partners.PartnerRejection;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of partners: from state, command and context to events or a rejection. */
final class PartnerDecider {

  private PartnerDecider() {}

  /**
   * Decides a registration. The e-mail address is asked for first, since it names a partner better.
   *
   * @param sameEmail the number of the partner that has the command's e-mail; null for none
   * @param sameName the number of the partner that has its name and company; null for none
   */
  static Decision register(
      @Nullable String sameEmail,
      @Nullable String sameName,
      RegisterPartner command,
      DecisionContext context) {
    return context.withNext(
        command.series(),
        SeriesKind.PARTNER,
        context.acceptedAt(),
        next -> {
          if (sameEmail != null) {
            return exists(sameEmail, "e-mail address");
          }
          if (sameName != null) {
            return exists(sameName, "name and company");
          }
          return Decision.accepted(registered(command, next, context));
        });
  }

  private static PartnerRegistered registered(
      RegisterPartner command, NextNumber next, DecisionContext context) {
    return new PartnerRegistered(
        next.number(),
        next.series(),
        next.period(),
        next.sequence(),
        command.name(),
        command.email(),
        command.phone(),
        command.company(),
        context.acceptedAt(),
        context.commandId());
  }

  private static Decision exists(String holder, String what) {
    return Decision.rejected(
        Rejection.of(
            PartnerRejection.PARTNER_EXISTS,
            "partner %s has this %s".formatted(holder, what),
            Map.of("existing", holder)));
  }
}
