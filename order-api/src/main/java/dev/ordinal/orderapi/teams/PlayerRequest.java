package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.teams.Player;
import dev.ordinal.orderapi.http.NotBlankText;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;

/**
 * Who plays in a team.
 *
 * @param name at most 200 characters, not blank
 */
public record PlayerRequest(
    @NotNull(message = "is required") @NotBlankText @Text(max = 200) String name) {

  Player toPlayer() {
    return new Player(name);
  }
}
