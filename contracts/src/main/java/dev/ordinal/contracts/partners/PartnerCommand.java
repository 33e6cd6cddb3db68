package dev.ordinal.contracts.partners;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Command;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What can be asked of partners. */
public sealed interface PartnerCommand extends Command {

  /** The series whose writer decides. */
  String series();

  @Override
  default String owner() {
    return series();
  }

  /**
   * Asks for a partner and its number in one step. Two partners of a series are the same if they
   * have the same e-mail address, or the same name and company, whatever the case, white space and
   * Unicode form. No company is a company like any other here.
   *
   * @param name not blank
   * @param email personal, never logged
   * @param phone personal, never logged
   */
  @JsonTypeName("partners.register.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RegisterPartner(
      String series,
      String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String company)
      implements PartnerCommand {

    public RegisterPartner {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(name, "name");
    }
  }
}
