package dev.ordinal.projections.projector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.BusinessTimes;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.projections.commands.CommandsProjection;
import dev.ordinal.projections.documents.DocumentsProjection;
import dev.ordinal.projections.leads.LeadsProjection;
import dev.ordinal.projections.numbers.NumbersProjection;
import dev.ordinal.projections.orders.OrdersProjection;
import dev.ordinal.projections.partners.PartnersProjection;
import dev.ordinal.projections.series.SeriesProjection;
import dev.ordinal.projections.teams.TeamsProjection;
import dev.ordinal.projections.webhooks.WebhooksProjection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that gets through the API stops the projector or is parked. */
class EveryEventFoldTest {

  private static final long SEED = Long.getLong("ordinal.seed", System.nanoTime());
  private static final String SERIES = "S".repeat(32);
  private static final String PERIOD = "9999123123";
  private static final String LEAD = "l".repeat(64);
  private static final String HOOK = "w".repeat(64);

  private static final List<Feed<?>> FEEDS =
      Stream.of(
              new SeriesProjection(),
              new NumbersProjection(),
              new OrdersProjection(),
              new TeamsProjection(),
              new PartnersProjection(),
              new LeadsProjection(),
              new DocumentsProjection(),
              new WebhooksProjection(),
              new CommandsProjection())
          .<Feed<?>>flatMap(projection -> projection.feeds().stream())
          .toList();

  private final ExtremeValues extremes = new ExtremeValues(SEED);
  private final List<Event> events = new ArrayList<>();
  private long sequences = 999_999_999_999_999_999L;

  @Test
  void anEventOfEveryTypeIsFoldedHoweverExtreme() throws Exception {
    series();
    orders();
    teamsAndPartners();
    documents();
    leads();
    webhooks();
    assertThat(events.stream().map(Event::getClass).collect(Collectors.toSet()))
        .as("each type of event has a line here")
        .isEqualTo(
            Families.EVENTS.stream()
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .collect(Collectors.toSet()));
    try (TestPostgres postgres = TestPostgres.start()) {
      new Generations(postgres.settings().patient()).prepare();
      ReadModel readModel = new ReadModel(postgres.jdbi(), FEEDS, Generations::enterActive);
      Standing standing = readModel.standing(ParkingTest.partitions(FEEDS));
      Log log = new Log();
      for (Event event : events) {
        UUID id = event.commandId();
        standing = readModel.fold(standing, log.transaction(Samples.event(event)));
        standing = readModel.fold(standing, log.transaction(Samples.record(command(id))));
        Outcome reply = Outcome.of(id, event.fact(List.of()), null);
        standing = readModel.fold(standing, log.transaction(Samples.record(reply)));
      }
      Outcome refused =
          Outcome.of(
              new UUID(0, 0),
              null,
              Rejection.of(OrderRejection.ORDER_NOT_FOUND, extremes.text(2_048)));
      readModel.fold(standing, log.transaction(Samples.record(refused)));
      List<String> parked =
          postgres
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT reason FROM api.parked_records")
                          .mapTo(String.class)
                          .list());
      assertThat(parked).as("seed %d", SEED).isEmpty();
    }
  }

  private CommandEnvelope command(UUID id) {
    CancelOrder command = extremes.record(CancelOrder.class, Map.of("series", SERIES));
    return extremes.record(
        CommandEnvelope.class,
        Map.of("commandId", id, "acceptedAt", BusinessTimes.LATEST, "command", command));
  }

  private void series() {
    SeriesDefinition definition = extremes.record(SeriesDefinition.class, Map.of("code", SERIES));
    add(SeriesDefined.class, Map.of("series", SERIES, "definition", definition));
    Map<String, Object> period = Map.of("series", SERIES, "period", PERIOD, "before", 0L);
    add(SequenceReset.class, period);
    add(SequenceAdvanced.class, period);
    add(NumbersImported.class, Map.of("series", SERIES));
    add(ImportChecked.class, Map.of("series", SERIES));
    number(NumberImported.class, Map.of("kind", SeriesKind.TEAM));
    number(NumberImported.class, Map.of("kind", SeriesKind.PARTNER));
  }

  private void orders() {
    String paid = PaymentIds.of(SERIES, "acme", "1");
    String held = PaymentIds.of(SERIES, "acme", "2");
    String doubtful = PaymentIds.of(SERIES, "acme", "3");
    Map<String, Object> order = number(OrderPlaced.class, Map.of());
    add(PaymentReceived.class, payment(paid, PaymentOutcome.HELD));
    add(OrderPaid.class, with(order, "paymentId", paid));
    add(OrderRefunded.class, with(order, "paymentId", paid));
    add(OrderConfirmed.class, order);
    add(OrderCancelled.class, number(OrderPlaced.class, Map.of()));
    add(PaymentReceived.class, payment(held, PaymentOutcome.HELD));
    add(PaymentSettled.class, payment(held, PaymentOutcome.REJECTED));
    Map<String, Object> quarantined = payment(doubtful, PaymentOutcome.QUARANTINED);
    add(PaymentReceived.class, with(quarantined, "reason", QuarantineReason.CONTRADICTS_ITS_ORDER));
    Map<String, Object> resolved = payment(doubtful, PaymentOutcome.REJECTED);
    add(PaymentResolved.class, with(resolved, "decision", Resolution.REJECT));
  }

  private static Map<String, Object> payment(String id, PaymentOutcome outcome) {
    return Map.of("series", SERIES, "paymentId", id, "outcome", outcome);
  }

  private void teamsAndPartners() {
    number(TeamRegistered.class, Map.of());
    add(UploadsOrphaned.class, Map.of("series", SERIES));
    number(PartnerRegistered.class, Map.of());
  }

  private void documents() {
    add(DocumentVoided.class, number(DocumentIssued.class, Map.of()));
    add(ReservationConfirmed.class, number(NumberReserved.class, Map.of()));
  }

  private void leads() {
    Map<String, Object> lead = Map.of("leadId", LEAD);
    Map<String, Object> first = with(lead, "fencingToken", 1L);
    add(LeadCreated.class, lead);
    add(LeadClaimed.class, with(first, "fromWaitlist", false));
    add(LeaseRenewed.class, first);
    add(LeadWaitlisted.class, with(lead, "position", 1L));
    add(LeadReleased.class, first);
    Map<String, Object> second = with(lead, "fencingToken", 2L);
    add(LeadClaimed.class, second);
    add(LeaseExpired.class, second);
  }

  private void webhooks() {
    Map<String, Object> hook = Map.of("subscriptionId", HOOK);
    add(SubscriptionDefined.class, hook);
    add(SecretSet.class, hook);
    add(SubscriptionDisabled.class, hook);
    add(SubscriptionRemoved.class, hook);
  }

  /** Adds an event about a number of its own; answers what names that number. */
  private Map<String, Object> number(Class<? extends Event> type, Map<String, Object> more) {
    long sequence = sequences--;
    Map<String, Object> number = new HashMap<>(more);
    number.put("series", SERIES);
    number.put("period", PERIOD);
    number.put("sequence", sequence);
    number.put("number", "S".repeat(64) + sequence);
    add(type, number);
    return number;
  }

  private void add(Class<? extends Event> type, Map<String, ?> given) {
    events.add(extremes.record(type, given));
  }

  private static Map<String, Object> with(Map<String, Object> known, String name, Object value) {
    Map<String, Object> more = new HashMap<>(known);
    more.put(name, value);
    return more;
  }
}
