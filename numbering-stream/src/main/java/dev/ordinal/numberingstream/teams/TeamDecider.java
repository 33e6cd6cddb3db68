package dev.ordinal.numberingstream.teams;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.teams.TeamRejection;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of teams: from state, command and context to events or a rejection. */
final class TeamDecider {

  private TeamDecider() {}

  /**
   * Decides a registration.
   *
   * @param holder the number of the team that has the command's name; null for none
   */
  static Decision register(@Nullable String holder, RegisterTeam command, DecisionContext context) {
    return holder == null
        ? Decision.accepted(registered(command, context))
        : nameTaken(holder, command, context);
  }

  /** The event of a registration that was accepted in {@code context}. */
  static TeamRegistered registered(RegisterTeam command, DecisionContext context) {
    NextNumber next = context.number();
    return new TeamRegistered(
        next.number(),
        next.series(),
        next.period(),
        next.sequence(),
        command.name(),
        command.captain(),
        command.players(),
        command.uploads(),
        context.acceptedAt(),
        context.commandId());
  }

  private static Decision nameTaken(String holder, RegisterTeam command, DecisionContext context) {
    List<String> orphans = command.uploads().stream().map(Upload::id).toList();
    Rejection rejection =
        Rejection.of(
            TeamRejection.TEAM_NAME_TAKEN,
            "the name %s belongs to team %s".formatted(command.name(), holder),
            Map.of("existing", holder, "orphanedUploads", orphans));
    List<Event> consequences =
        orphans.isEmpty()
            ? List.of()
            : List.of(
                new UploadsOrphaned(
                    command.series(),
                    holder,
                    command.name(),
                    command.uploads(),
                    context.acceptedAt(),
                    context.commandId()));
    return new Decision.Rejected(rejection, consequences);
  }
}
