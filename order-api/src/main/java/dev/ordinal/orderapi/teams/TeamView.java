package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.Player;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.orderapi.lists.NumberedView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A team as callers see it, everywhere in the same shape.
 *
 * @param captain null if the team was imported; nobody knows its players then either
 */
public record TeamView(
    String number,
    String series,
    String period,
    long sequence,
    String name,
    @Nullable Captain captain,
    List<Player> players,
    List<Upload> uploads,
    Instant registeredAt,
    UUID commandId)
    implements NumberedView {

  static TeamView of(RegisterTeam command, NumberGiven given) {
    return new TeamView(
        given.number(),
        command.series(),
        given.period(),
        given.sequence(),
        command.name(),
        command.captain(),
        command.players(),
        command.uploads(),
        given.recordedAt(),
        given.commandId());
  }
}
