package dev.ordinal.numberingstream.decider;

import static dev.ordinal.numberingstream.orders.OrderExamples.ACCEPTED_AT;
import static dev.ordinal.numberingstream.orders.OrderExamples.cancel;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.numberingstream.NumberingStreamApplication;
import dev.ordinal.numberingstream.decider.Writer.Step;
import dev.ordinal.numberingstream.orders.OrderExamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the versions before there were facts remembered of commands, and what repeats are told. */
class FormerOutcomesTest {

  private static final String BOQ = "BOQ-2025-11-0002";
  private static final DocumentContent BILL = new DocumentContent("Bill", null, "THB", 100);

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = new Writer(NumberingStreamApplication.CAPABILITIES, tables);
  private final List<Told> told = new ArrayList<>();

  private record Told(CommandEnvelope envelope, Step step) {}

  @Test
  void whatIsTheSameInStateIsToldAgainFromState() throws Exception {
    writer.define(SeriesDefinition.defaults(), ACCEPTED_AT);
    // None of these had its events kept.
    ask(place("GAM", null, null));
    ask(place("GAM", null, Instant.parse("2025-11-20T10:00:00Z")));
    ask(cancel("GAM-20251121-0001"));
    ask(payment("m1", "pay_1", null));
    ask(place("GAM", "pay_1", null));
    ask(payment("m2", "pay_2", place("GAM", "pay_2", null)));
    ask(place("GAM", "pay_2", null));
    ask(new RegisterTeam("ICCT", "Lions", new Captain("Ada", null, null), List.of(), List.of()));
    ask(new RegisterPartner("HM-P", "Ada", null, null, null));
    ask(new IssueDocument("BOQ", BILL, null));
    ask(new ReserveNumber("BOQ", 60, "ann", null));
    ask(new ConfirmReservation("BOQ", BOQ, BILL, "ann"));
    ask(new VoidDocument("BOQ", BOQ, "superseded", null));
    ask(new CreateLead("lead-1", "Ada", null, null));
    for (Told one : told) {
      if (!(one.envelope().command() instanceof ReceivePayment callback
          && callback.order() == null)) {
        remember(one, false);
        assertToldTheSame(one);
      }
    }
  }

  @Test
  void eventsThatWereKeptAreReadAsAFact() throws Exception {
    writer.define(SeriesDefinition.defaults(), ACCEPTED_AT);
    ask(payment("m1", "pay_1", null));
    ask(place("GAM", "pay_1", null));
    ask(new CreateLead("lead-1", "Ada", null, null));
    ask(new ClaimLead("lead-1", "grace", 60, false));
    ask(new ResetSequence("GAM", "20251121", 50, null, "a pad was lost"));
    for (Told one : told) {
      remember(one, true);
      assertToldTheSame(one);
    }
  }

  private void ask(Command command) {
    CommandEnvelope envelope = OrderExamples.envelope("k" + told.size(), command, 1);
    Step step = writer.decide(envelope, Instant.MAX);
    assertThat(step.decided().rejection()).as(command.toString()).isNull();
    told.add(new Told(envelope, step));
  }

  private void assertToldTheSame(Told one) {
    CommandEnvelope first = one.envelope();
    CommandEnvelope repeat =
        new CommandEnvelope(
            UUID.randomUUID(),
            first.idempotencyKey(),
            first.fingerprint(),
            first.acceptedAt().plusSeconds(9),
            "another",
            first.command());
    Outcome again = writer.decide(repeat, Instant.MAX).decided();
    assertThat(again.replayed()).isTrue();
    assertThat(again.fact()).as(first.toString()).isEqualTo(one.step().decided().fact());
  }

  /** Puts in place of what is remembered what was remembered then. */
  private void remember(Told one, boolean isKept) throws Exception {
    CommandEnvelope envelope = one.envelope();
    ObjectNode old =
        Json.MAPPER
            .createObjectNode()
            .put("fingerprint", envelope.fingerprint())
            .put("commandId", envelope.commandId().toString())
            .put("acceptedAt", envelope.acceptedAt().toString())
            .put("actor", envelope.actor());
    ArrayNode kept = Json.MAPPER.createArrayNode();
    for (Event event : one.step().events()) {
      if (event instanceof NumberIssued issued) {
        old.putObject("next")
            .put("series", issued.series())
            .put("period", issued.period())
            .put("sequence", issued.sequence())
            .put("number", issued.number());
      }
      kept.addObject().set(Families.wireName(event.getClass()), Json.MAPPER.valueToTree(event));
    }
    if (isKept) {
      old.set("events", kept);
    }
    StoredOutcome read = Json.MAPPER.treeToValue(old, StoredOutcome.class);
    assertThat(read.former() == null).isEqualTo(isKept);
    tables.set("outcomes", Outcomes.key(envelope), read);
  }

  private static ReceivePayment payment(String id, String reference, @Nullable PlaceOrder order) {
    return new ReceivePayment(
        "GAM", "acme", id, PaymentType.SUCCEEDED, reference, 1530, "GBP", order, null);
  }
}
