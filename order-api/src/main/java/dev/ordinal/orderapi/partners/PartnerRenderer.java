package dev.ordinal.orderapi.partners;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.partners.PartnerCommand;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their partner. */
public final class PartnerRenderer implements AnswerRenderer<PartnerCommand> {

  @Override
  public Class<PartnerCommand> family() {
    return PartnerCommand.class;
  }

  @Override
  public Rendered render(PartnerCommand command, Fact fact) {
    if (command instanceof RegisterPartner register && fact instanceof NumberGiven given) {
      return new Rendered(201, "/partners/" + given.number(), PartnerView.of(register, given));
    }
    throw new IllegalArgumentException("no answer of " + fact.getClass());
  }
}
