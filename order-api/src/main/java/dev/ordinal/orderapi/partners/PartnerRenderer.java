package dev.ordinal.orderapi.partners;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.orderapi.commands.EventRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their partner. */
public final class PartnerRenderer implements EventRenderer {

  @Override
  public Class<? extends Event> family() {
    return PartnerEvent.class;
  }

  @Override
  public Rendered render(Event event) {
    if (event instanceof PartnerRegistered registered) {
      return new Rendered(201, "/partners/" + registered.number(), PartnerView.of(registered));
    }
    throw new IllegalArgumentException("not a partner event: " + event.getClass());
  }
}
