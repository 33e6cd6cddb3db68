package dev.ordinal.numberingstream.teams;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.teams.TeamRejection;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import dev.ordinal.numberingstream.decider.Offer;
import java.util.HashMap;
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
    Offer offer = context.next(command.series(), SeriesKind.TEAM, context.acceptedAt());
    if (offer instanceof Offer.None none) {
      return refused(none.why(), null, command, context);
    }
    return holder == null
        ? Decision.accepted(registered(command, ((Offer.Next) offer).number(), context))
        : refused(
            Rejection.of(
                TeamRejection.TEAM_NAME_TAKEN,
                "the name %s belongs to team %s".formatted(command.name(), holder),
                Map.of("existing", holder)),
            holder,
            command,
            context);
  }

  private static TeamRegistered registered(
      RegisterTeam command, NextNumber next, DecisionContext context) {
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

  /**
   * Refuses a team. Its uploads belong to nobody then, whatever the reason.
   *
   * @param existing the number of the team that has its name; null if that is not the reason
   */
  private static Decision refused(
      Rejection why, @Nullable String existing, RegisterTeam command, DecisionContext context) {
    List<Upload> uploads = command.uploads();
    Map<String, Object> members = new HashMap<>(why.members());
    members.put("orphanedUploads", uploads.stream().map(Upload::id).toList());
    Rejection naming = new Rejection(why.code(), why.detail(), members);
    return new Decision.Rejected(
        naming,
        uploads.isEmpty()
            ? List.of()
            : List.of(
                new UploadsOrphaned(
                    command.series(),
                    existing,
                    command.name(),
                    uploads,
                    context.acceptedAt(),
                    context.commandId())));
  }
}
