package dev.ordinal.numberingstream.partners;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.partners.PartnerCommand;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.ImportRule;
import dev.ordinal.numberingstream.decider.StoredOutcome.Former;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.UniqueName;
import dev.ordinal.numberingstream.decider.UniqueNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Partners as a capability of the stream. Deciding needs only what makes two of them the same. */
public final class Partners implements Capability<PartnerCommand, PartnerEvent> {

  /** An imported partner has its name and its e-mail address, if the import tells them. */
  public static final ImportRule IMPORTS = new ImportRule(SeriesKind.PARTNER, Partners::names);

  @Override
  public Class<PartnerCommand> commands() {
    return PartnerCommand.class;
  }

  @Override
  public Class<PartnerEvent> events() {
    return PartnerEvent.class;
  }

  @Override
  public Handler<PartnerCommand, PartnerEvent> open(Table.Source tables) {
    return new PartnerHandler(new UniqueNames(tables));
  }

  private static UniqueName uniqueName(String name, @Nullable String company) {
    return UniqueName.of("partner", name, company == null ? "" : company);
  }

  private static UniqueName uniqueEmail(String email) {
    return UniqueName.of("partner-email", email);
  }

  private static List<UniqueName> names(
      @Nullable String name, @Nullable String email, @Nullable String company) {
    List<UniqueName> names = new ArrayList<>();
    if (name != null) {
      names.add(uniqueName(name, company));
    }
    if (email != null) {
      names.add(uniqueEmail(email));
    }
    return names;
  }

  private record PartnerHandler(UniqueNames names)
      implements Handler<PartnerCommand, PartnerEvent> {

    @Override
    public Decision decide(PartnerCommand command, DecisionContext context) {
      if (command instanceof RegisterPartner register) {
        String email = register.email();
        return PartnerDecider.register(
            email == null ? null : names.holder(register.series(), uniqueEmail(email)),
            names.holder(register.series(), uniqueName(register.name(), register.company())),
            register,
            context);
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public Fact factOf(PartnerCommand command, Former first) {
      return first.numberGiven(first.acceptedAt());
    }

    @Override
    public void evolve(PartnerEvent event) {
      if (event instanceof PartnerRegistered registered) {
        for (UniqueName name :
            Partners.names(registered.name(), registered.email(), registered.company())) {
          names.take(registered.number(), registered.series(), name);
        }
      } else {
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }
  }
}
