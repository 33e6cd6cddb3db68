package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.orderapi.commands.EventRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their team. */
public final class TeamRenderer implements EventRenderer {

  @Override
  public Class<? extends Event> family() {
    return TeamEvent.class;
  }

  @Override
  public Rendered render(Event event) {
    if (event instanceof TeamRegistered registered) {
      return new Rendered(201, "/teams/" + registered.number(), TeamView.of(registered));
    }
    // Orphaned uploads are no answer: the refusal that led to them is.
    throw new IllegalArgumentException("no answer for " + event.getClass());
  }
}
