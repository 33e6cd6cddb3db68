package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.NotBlankText;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /teams}. Lengths are in characters (Unicode code points).
 *
 * @param series code of an existing series; null for the default one of teams
 * @param name at most 200 characters, not blank
 * @param players at most 100; null for none
 * @param uploads at most 50; null for none
 */
public record RegisterTeamRequest(
    @Nullable @Text(min = 1, max = 64) String series,
    @NotNull(message = "is required") @NotBlankText @Text(max = 200) String name,
    @NotNull(message = "is required") @Valid CaptainRequest captain,
    @Nullable @Size(max = 100, message = "must have at most 100 players") List<@NotNull(message = "must be an object") @Valid PlayerRequest> players,
    @Nullable @Size(max = 50, message = "must have at most 50 uploads") List<@NotNull(message = "must be an object") @Valid UploadRequest> uploads)
    implements JsonRequest {

  /**
   * The command.
   *
   * @param resolvedSeries the code that {@code series} stands for
   */
  RegisterTeam toCommand(String resolvedSeries) {
    return new RegisterTeam(
        resolvedSeries,
        name,
        captain.toCaptain(),
        players == null ? List.of() : players.stream().map(PlayerRequest::toPlayer).toList(),
        uploads == null ? List.of() : uploads.stream().map(UploadRequest::toUpload).toList());
  }
}
