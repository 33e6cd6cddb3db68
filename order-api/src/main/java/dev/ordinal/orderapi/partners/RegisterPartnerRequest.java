package dev.ordinal.orderapi.partners;

import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.orderapi.http.EmailAddress;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.NotBlankText;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /partners}. Lengths are in characters (Unicode code points).
 *
 * @param series code of an existing series; null for the default one of partners
 * @param name at most 200 characters, not blank
 * @param email at most 254 characters; optional
 * @param phone 1 to 50 characters, kept as sent; optional
 * @param company at most 200 characters, not blank; optional
 */
public record RegisterPartnerRequest(
    @Nullable @Text(min = 1, max = 64) String series,
    @NotNull(message = "is required") @NotBlankText @Text(max = 200) String name,
    @Nullable @EmailAddress @Text(max = 254) String email,
    @Nullable @Text(min = 1, max = 50) String phone,
    @Nullable @NotBlankText @Text(max = 200) String company)
    implements JsonRequest {

  /**
   * The command.
   *
   * @param resolvedSeries the code that {@code series} stands for
   */
  RegisterPartner toCommand(String resolvedSeries) {
    return new RegisterPartner(resolvedSeries, name, email, phone, company);
  }
}
