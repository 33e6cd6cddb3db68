package dev.ordinal.contracts.teams;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Command;
import java.util.List;
import java.util.Objects;

/** What can be asked of teams. */
public sealed interface TeamCommand extends Command {

  /** The series whose writer decides. */
  String series();

  @Override
  default String owner() {
    return series();
  }

  /**
   * Asks for a team and its number in one step.
   *
   * @param name not blank; no two teams of a series have the same, whatever its case, white space
   *     and Unicode form
   * @param uploads files that belong to the team, and to nobody if it is refused
   */
  @JsonTypeName("teams.register.v1")
  record RegisterTeam(
      String series, String name, Captain captain, List<Player> players, List<Upload> uploads)
      implements TeamCommand {

    public RegisterTeam {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(captain, "captain");
      players = List.copyOf(players);
      uploads = List.copyOf(uploads);
    }
  }
}
