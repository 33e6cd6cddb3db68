package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.orderapi.http.EmailAddress;
import dev.ordinal.orderapi.http.NotBlankText;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks for a team; e-mail and phone are optional.
 *
 * @param name at most 200 characters, not blank
 * @param email at most 254 characters
 * @param phone 1 to 50 characters, kept as sent
 */
public record CaptainRequest(
    @NotNull(message = "is required") @NotBlankText @Text(max = 200) String name,
    @Nullable @EmailAddress @Text(max = 254) String email,
    @Nullable @Text(min = 1, max = 50) String phone) {

  Captain toCaptain() {
    return new Captain(name, email, phone);
  }
}
