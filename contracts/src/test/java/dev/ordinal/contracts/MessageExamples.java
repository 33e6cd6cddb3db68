package dev.ordinal.contracts;

import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentConfirmed;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadCreated;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.contracts.leads.LeadMade;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.partners.PartnerEvent.PartnerRegistered;
import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.ImportReport.Finding;
import dev.ordinal.contracts.series.ImportReport.Findings;
import dev.ordinal.contracts.series.ImportReport.Hole;
import dev.ordinal.contracts.series.ImportReport.Holes;
import dev.ordinal.contracts.series.ImportReport.Scope;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.Player;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.TeamEvent.TeamRegistered;
import dev.ordinal.contracts.teams.TeamEvent.UploadsOrphaned;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.contracts.webhooks.DisableReason;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.DisableSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.RemoveSubscription;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** One example of every message, with every field set; the approved samples are made of them. */
final class MessageExamples {

  static final UUID COMMAND_ID = UUID.fromString("01932f6a-7c00-7000-8000-000000000001");

  private static final CancelOrder CANCEL =
      new CancelOrder("GAM", "GAM-20101201-0001", "changed their mind");

  private static final Instant OCCURRED_AT = Instant.parse("2010-12-01T08:26:00Z");
  private static final Instant RECORDED_AT = Instant.parse("2026-11-21T10:15:30.123456Z");
  private static final Instant LEASE_END = RECORDED_AT.plusSeconds(300);
  private static final String LEAD = "3f0e6c1a-7b1d-3c55-9d2e-0a1b2c3d4e5f";
  private static final SeriesDefinition SERIES = SeriesDefinition.defaults().get(0);
  private static final Customer CUSTOMER = new Customer("17850", "Ada", "ada@example.org");
  private static final List<OrderLine> LINES =
      List.of(
          new OrderLine("85123A", "WHITE HANGING HEART \u2764\uFE0F", 6, 255),
          new OrderLine("71053", null, 1, 0));
  private static final TreeMap<String, String> METADATA =
      new TreeMap<>(Map.of("channel", "web", "\uD83D\uDC69", "\uD83D\uDE80"));

  private static final Captain CAPTAIN = new Captain("Grace", "grace@example.org", "+1 555 0100");
  private static final List<Player> PLAYERS = List.of(new Player("Alan"), new Player("Edsger"));
  private static final List<Upload> UPLOADS =
      List.of(new Upload("u1", "https://files.example.org/u1.png"), new Upload("u2", null));
  private static final String PAYMENT = PaymentIds.of("GAM", "acme", "msg_1");
  private static final String BOQ = "BOQ-2010-12-0043";
  private static final DocumentContent CONTENT =
      new DocumentContent(
          "Bill of quantities", "Riverside \u0E1A\u0E49\u0E32\u0E19", "THB", 125_000_00);

  private static final String HOOK = "https://shop.example.org/hooks";
  private static final List<String> TYPES = List.of("orders.placed.v1", "orders.cancelled.v1");
  private static final WebhookSecret SECRET =
      new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String DISABLED_BY = "the receiver answered 410";

  private MessageExamples() {}

  static List<Command> commands() {
    return List.of(
        new DefineSeries(SERIES),
        new ResetSequence("GAM", "20101201", 100, 5L, "a printed pad was lost"),
        new SyncSequence("GAM", "20101201", 7, "after a restore"),
        new ImportNumbers(
            "HM-P",
            List.of(
                new ImportedRow(
                    2, "HM-P-0001", "Grace", "grace@example.org", "+1 555 0100", "Ebert & Co"),
                new ImportedRow(3, "HM-P-0003", null, null, null, null)),
            false,
            "moving over"),
        new PlaceOrder("GAM", CUSTOMER, "GBP", LINES, "pay_8f3", OCCURRED_AT, METADATA),
        CANCEL,
        new Bulk("GAM", true, List.of(new Bulk.Item("key-1", "fingerprint-1", CANCEL))),
        new ReceivePayment(
            "GAM",
            "acme",
            "msg_1",
            PaymentType.SUCCEEDED,
            "pay_8f3",
            1530,
            "GBP",
            new PlaceOrder("GAM", CUSTOMER, "GBP", LINES, "pay_8f3", OCCURRED_AT, METADATA),
            OCCURRED_AT),
        new ResolvePayment("GAM", PAYMENT, Resolution.ACCEPT, "the customer paid the difference"),
        new RegisterTeam("ICCT", "The Café Lions", CAPTAIN, PLAYERS, UPLOADS),
        new RegisterPartner("HM-P", "Ada", "ada@example.org", "+44 20 7946 0000", "Engines Ltd"),
        new CreateLead(LEAD, "Ada", "web", "ada@example.org"),
        new ClaimLead(LEAD, "grace", 300, true),
        new RenewLease(LEAD, "grace", 1),
        new ReleaseLead(LEAD, "grace", 1),
        new IssueDocument("BOQ", CONTENT, OCCURRED_AT),
        new ReserveNumber("BOQ", 3600, "draft 17", OCCURRED_AT),
        new ConfirmReservation("BOQ", BOQ, CONTENT, "draft 17"),
        new VoidDocument("BOQ", BOQ, "superseded", "draft 17"),
        new DefineSubscription("shop", HOOK, TYPES, true, SECRET, false),
        new RemoveSubscription("shop"),
        new DisableSubscription(
            "shop", COMMAND_ID, DisableReason.GONE, DISABLED_BY, COMMAND_ID + ".0"));
  }

  private static final ImportReport REPORT =
      new ImportReport(
          2,
          List.of(new Scope("", 0, 3, 2, 1, "HM-P-0004")),
          new Findings(0, List.of()),
          new Findings(0, List.of()),
          new Findings(0, List.of()),
          new Findings(1, List.of(new Finding(3, "HM-P-0003", "HM-P-0001 has this name"))),
          new Holes(1, List.of(new Hole(3, "", 2, 2))));

  /** One of each fact that is no event. */
  static List<Fact> facts() {
    return List.of(
        new BulkDecided(
            List.of(
                Outcome.of(
                    COMMAND_ID,
                    new OrderFact.Received(PaymentOutcome.HELD, null, COMMAND_ID),
                    null)),
            COMMAND_ID),
        new NumberGiven("ICCT-007", "", 7, OCCURRED_AT, RECORDED_AT, COMMAND_ID),
        new OrderFact.Placed(
            "GAM-20101201-0001",
            "20101201",
            1,
            OCCURRED_AT,
            RECORDED_AT,
            OCCURRED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new OrderFact.Confirmed(
            "GAM-20101201-0001",
            "20101201",
            1,
            OCCURRED_AT,
            OCCURRED_AT,
            RECORDED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new OrderFact.Received(PaymentOutcome.APPLIED, "GAM-20101201-0001", COMMAND_ID),
        new DocumentConfirmed("2010-12", 43, OCCURRED_AT, RECORDED_AT, COMMAND_ID),
        new LeadMade(RECORDED_AT, COMMAND_ID));
  }

  static List<Event> events() {
    return List.of(
        new SeriesDefined("GAM", SERIES, true, RECORDED_AT, "checkout", COMMAND_ID),
        new SequenceReset(
            "GAM",
            "20101201",
            5,
            100,
            "a printed pad was lost",
            RECORDED_AT,
            "checkout",
            COMMAND_ID),
        new SequenceAdvanced(
            "GAM", "20101201", 5, 7, "after a restore", RECORDED_AT, "checkout", COMMAND_ID),
        new NumbersImported("HM-P", REPORT, "moving over", RECORDED_AT, "checkout", COMMAND_ID),
        new NumberImported(
            "HM-P-0003",
            "HM-P",
            "",
            3,
            SeriesKind.PARTNER,
            "Vanessa Ebert",
            "vanessa@example.com",
            "+66 2 123 4567",
            "Ebert & Co",
            RECORDED_AT,
            COMMAND_ID),
        new ImportChecked("HM-P", REPORT, RECORDED_AT, "checkout", COMMAND_ID),
        new OrderPlaced(
            "GAM-20101201-0001",
            "GAM",
            "20101201",
            1,
            CUSTOMER,
            "GBP",
            1530,
            LINES,
            "pay_8f3",
            METADATA,
            OCCURRED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new OrderCancelled(
            "GAM-20101201-0001",
            "GAM",
            "20101201",
            1,
            "GBP",
            1530,
            "pay_8f3",
            OCCURRED_AT,
            "changed their mind",
            RECORDED_AT,
            COMMAND_ID),
        new OrderConfirmed(
            "GAM-20101201-0001",
            "GAM",
            "20101201",
            1,
            CUSTOMER,
            "GBP",
            1530,
            LINES,
            "pay_8f3",
            METADATA,
            OCCURRED_AT,
            OCCURRED_AT,
            RECORDED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new OrderPaid(
            "GAM-20101201-0001",
            "GAM",
            "20101201",
            1,
            "GBP",
            1530,
            "pay_8f3",
            OCCURRED_AT,
            PAYMENT,
            "acme",
            "GBP",
            1530,
            OCCURRED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new OrderRefunded(
            "GAM-20101201-0001",
            "GAM",
            "20101201",
            1,
            "GBP",
            1530,
            "pay_8f3",
            OCCURRED_AT,
            PAYMENT,
            "acme",
            "GBP",
            1530,
            OCCURRED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new PaymentReceived(
            PAYMENT,
            "GAM",
            "acme",
            "msg_1",
            PaymentType.SUCCEEDED,
            "pay_8f3",
            1000,
            "GBP",
            PaymentOutcome.QUARANTINED,
            QuarantineReason.AMOUNT_DIFFERS,
            "GAM-20101201-0001",
            OCCURRED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new PaymentSettled(
            PAYMENT,
            "GAM",
            PaymentType.SUCCEEDED,
            "pay_8f3",
            1000,
            "GBP",
            PaymentOutcome.QUARANTINED,
            QuarantineReason.AMOUNT_DIFFERS,
            "GAM-20101201-0001",
            RECORDED_AT,
            COMMAND_ID),
        new PaymentResolved(
            PAYMENT,
            "GAM",
            "acme",
            PaymentType.SUCCEEDED,
            "pay_8f3",
            1000,
            "GBP",
            Resolution.ACCEPT,
            PaymentOutcome.APPLIED,
            "GAM-20101201-0001",
            "the customer paid the difference",
            RECORDED_AT,
            "checkout",
            COMMAND_ID),
        new TeamRegistered(
            "ICCT-001",
            "ICCT",
            "",
            1,
            "The Café Lions",
            CAPTAIN,
            PLAYERS,
            UPLOADS,
            RECORDED_AT,
            COMMAND_ID),
        new UploadsOrphaned(
            "ICCT", "ICCT-001", "THE  CAFÉ LIONS", UPLOADS, RECORDED_AT, COMMAND_ID),
        new PartnerRegistered(
            "HM-P-0001",
            "HM-P",
            "",
            1,
            "Ada",
            "ada@example.org",
            "+44 20 7946 0000",
            "Engines Ltd",
            RECORDED_AT,
            COMMAND_ID),
        new LeadCreated(LEAD, "Ada", "web", "ada@example.org", RECORDED_AT, COMMAND_ID),
        new LeadClaimed(LEAD, "grace", 1, 300, RECORDED_AT, LEASE_END, false, COMMAND_ID),
        new LeaseRenewed(LEAD, "grace", 1, OCCURRED_AT, RECORDED_AT, LEASE_END, COMMAND_ID),
        new LeadReleased(LEAD, "grace", 1, RECORDED_AT, COMMAND_ID),
        new LeaseExpired(LEAD, "grace", 1, RECORDED_AT, LEASE_END, COMMAND_ID),
        new LeadWaitlisted(LEAD, "linus", 1, 300, RECORDED_AT, COMMAND_ID),
        new DocumentIssued(
            BOQ,
            "BOQ",
            "2010-12",
            43,
            CONTENT.title(),
            CONTENT.project(),
            CONTENT.currency(),
            CONTENT.totalAmount(),
            OCCURRED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new NumberReserved(
            BOQ,
            "BOQ",
            "2010-12",
            43,
            "draft 17",
            OCCURRED_AT,
            RECORDED_AT.plusSeconds(3600),
            RECORDED_AT,
            COMMAND_ID),
        new ReservationConfirmed(
            BOQ,
            "BOQ",
            "2010-12",
            43,
            CONTENT.title(),
            CONTENT.project(),
            CONTENT.currency(),
            CONTENT.totalAmount(),
            OCCURRED_AT,
            RECORDED_AT,
            COMMAND_ID),
        new DocumentVoided(
            BOQ,
            "BOQ",
            "2010-12",
            43,
            CONTENT.currency(),
            CONTENT.totalAmount(),
            "superseded",
            false,
            RECORDED_AT,
            COMMAND_ID),
        new SubscriptionDefined("shop", HOOK, TYPES, true, true, RECORDED_AT, COMMAND_ID),
        new SecretSet("shop", SECRET, RECORDED_AT, COMMAND_ID),
        new SubscriptionRemoved("shop", RECORDED_AT, COMMAND_ID),
        new SubscriptionDisabled(
            "shop", DisableReason.GONE, DISABLED_BY, COMMAND_ID + ".0", RECORDED_AT, COMMAND_ID));
  }
}
