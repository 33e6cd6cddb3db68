package dev.ordinal.numberingstream.partners;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.partners.PartnerCommand;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.UniqueNames;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Partners as a capability of the stream. Deciding needs only what makes two of them the same. */
public final class Partners implements Capability<PartnerCommand, PartnerEvent> {

  @Override
  public Class<PartnerCommand> commands() {
    return PartnerCommand.class;
  }

  @Override
  public Class<PartnerEvent> events() {
    return PartnerEvent.class;
  }

  @Override
  public List<Table.Spec<?>> tables() {
    return List.of(UniqueNames.TABLE);
  }

  @Override
  public Handler<PartnerCommand, PartnerEvent> open(Table.Source tables) {
    return new PartnerHandler(
        new UniqueNames("partner-email", tables), new UniqueNames("partner", tables));
  }

  private record PartnerHandler(UniqueNames emails, UniqueNames names)
      implements Handler<PartnerCommand, PartnerEvent> {

    @Override
    public NumberRequest numberFor(PartnerCommand command, Instant acceptedAt) {
      return new NumberRequest(command.series(), SeriesKind.PARTNER, acceptedAt);
    }

    @Override
    public Decision decide(PartnerCommand command, DecisionContext context) {
      if (command instanceof RegisterPartner register) {
        String email = register.email();
        return PartnerDecider.register(
            email == null ? null : emails.holder(register.series(), email),
            names.holder(register.series(), register.name(), company(register.company())),
            register,
            context);
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public List<Event> recall(PartnerCommand command, DecisionContext first) {
      if (command instanceof RegisterPartner register) {
        return List.of(PartnerDecider.registered(register, first));
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public void evolve(PartnerEvent event) {
      if (event instanceof PartnerRegistered registered) {
        String number = registered.number();
        String series = registered.series();
        names.take(number, series, registered.name(), company(registered.company()));
        if (registered.email() != null) {
          emails.take(number, series, registered.email());
        }
      } else {
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }

    private static String company(@Nullable String company) {
      return company == null ? "" : company;
    }
  }
}
