package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.teams.TeamCommand;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their team. */
public final class TeamRenderer implements AnswerRenderer<TeamCommand> {

  @Override
  public Class<TeamCommand> family() {
    return TeamCommand.class;
  }

  @Override
  public Rendered render(TeamCommand command, Fact fact) {
    if (command instanceof RegisterTeam register && fact instanceof NumberGiven given) {
      return new Rendered(201, "/teams/" + given.number(), TeamView.of(register, given));
    }
    throw new IllegalArgumentException("no answer of " + fact.getClass());
  }
}
