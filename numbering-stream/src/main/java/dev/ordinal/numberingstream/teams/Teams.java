package dev.ordinal.numberingstream.teams;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.TeamCommand;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.ImportRule;
import dev.ordinal.numberingstream.decider.StoredOutcome.Former;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.UniqueName;
import dev.ordinal.numberingstream.decider.UniqueNames;
import java.util.List;

/** Teams as a capability of the stream. All that deciding needs of a team is its name. */
public final class Teams implements Capability<TeamCommand, TeamEvent> {

  /** An imported team has its name, if the import tells it. */
  public static final ImportRule IMPORTS =
      new ImportRule(
          SeriesKind.TEAM,
          (name, email, company) -> name == null ? List.of() : List.of(uniqueName(name)));

  @Override
  public Class<TeamCommand> commands() {
    return TeamCommand.class;
  }

  @Override
  public Class<TeamEvent> events() {
    return TeamEvent.class;
  }

  @Override
  public Handler<TeamCommand, TeamEvent> open(Table.Source tables) {
    return new TeamHandler(new UniqueNames(tables));
  }

  private static UniqueName uniqueName(String name) {
    return UniqueName.of("team", name);
  }

  private record TeamHandler(UniqueNames names) implements Handler<TeamCommand, TeamEvent> {

    @Override
    public Decision decide(TeamCommand command, DecisionContext context) {
      if (command instanceof RegisterTeam register) {
        String holder = names.holder(register.series(), uniqueName(register.name()));
        return TeamDecider.register(holder, register, context);
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public Fact factOf(TeamCommand command, Former first) {
      return first.numberGiven(first.acceptedAt());
    }

    @Override
    public void evolve(TeamEvent event) {
      if (event instanceof TeamRegistered registered) {
        names.take(registered.number(), registered.series(), uniqueName(registered.name()));
      } else if (!(event instanceof UploadsOrphaned)) {
        // Orphaned uploads are somebody else's to delete; no later decision asks for them.
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }
  }
}
