package dev.ordinal.local;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.Player;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.contracts.webhooks.DisableReason;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.DisableSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.RemoveSubscription;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands of every kind, about few things, so that they meet. */
final class AnyCommand {

  private static final Pattern NUMBER = Pattern.compile("\"number\":\"([A-Z]+-[^\"]+)\"");

  private final Random random;
  private final List<String> orders = new ArrayList<>(List.of("GAM-20251121-9999"));
  private final List<String> documents = new ArrayList<>(List.of("BOQ-2025-11-9999"));
  private int imported;

  AnyCommand(Random random) {
    this.random = random;
  }

  /** Takes the numbers of an answer, for commands about them. */
  void learn(String body) {
    Matcher number = NUMBER.matcher(body);
    while (number.find()) {
      if (number.group(1).startsWith("GAM")) {
        orders.add(number.group(1));
      } else if (number.group(1).startsWith("BOQ")) {
        documents.add(number.group(1));
      }
    }
  }

  /** Whether what it is told is forgotten after a while. */
  static boolean isQuestion(Command command) {
    return command instanceof ImportNumbers rows && rows.dryRun();
  }

  /** The same request, with what the API adds by chance. */
  static Command again(Command command) {
    if (command instanceof DefineSubscription define && define.secretMade()) {
      return new DefineSubscription(
          define.subscriptionId(),
          define.url(),
          define.eventTypes(),
          define.enabled(),
          secret(9),
          true);
    }
    if (command instanceof SyncSequence sync) {
      return new SyncSequence(sync.series(), sync.period(), sync.highest() + 3, sync.reason());
    }
    return command;
  }

  Command next() {
    return switch (random.nextInt(18)) {
      case 0, 1, 2 -> order(maybe(reference()));
      case 3, 4, 5 -> payment();
      case 6 -> new CancelOrder("GAM", one(orders), "changed their mind");
      case 7 ->
          new ResolvePayment(
              "GAM",
              PaymentIds.of("GAM", "acme", webhookId()),
              random.nextBoolean() ? Resolution.ACCEPT : Resolution.REJECT,
              "looked into");
      case 8 -> team();
      case 9 ->
          new RegisterPartner(
              "HM-P", name(), maybe(name() + "@example.com"), maybe("+234 1"), maybe("Acme"));
      case 10 -> new IssueDocument("BOQ", content(), null);
      case 11 -> new ReserveNumber("BOQ", 1 + random.nextInt(600), maybe(name()), null);
      case 12 -> new ConfirmReservation("BOQ", one(documents), content(), maybe(name()));
      case 13 -> new VoidDocument("BOQ", one(documents), "superseded", maybe(name()));
      case 14, 15 -> lead("lead-" + random.nextInt(40));
      case 16 -> series();
      default -> webhook("hook-" + random.nextInt(10));
    };
  }

  private PlaceOrder order(@Nullable String reference) {
    Customer customer = new Customer(maybe("c1"), maybe(name()), null);
    OrderLine line = new OrderLine("85123A", maybe("HANGING \"HEART\" é"), 6, amount() / 6);
    Map<String, String> labels = random.nextBoolean() ? Map.of() : Map.of("channel", "web");
    return new PlaceOrder(
        "GAM", customer, "GBP", List.of(line), reference, null, new TreeMap<>(labels));
  }

  private ReceivePayment payment() {
    String reference = reference();
    PlaceOrder order = random.nextInt(3) == 0 ? order(reference) : null;
    PaymentType type = one(List.of(PaymentType.values()));
    long amount = order == null ? amount() : order.totalAmount();
    return new ReceivePayment(
        "GAM", "acme", webhookId(), type, reference, amount, "GBP", order, null);
  }

  private RegisterTeam team() {
    List<Upload> uploads = random.nextBoolean() ? List.of() : List.of(new Upload("u1", null));
    return new RegisterTeam(
        "ICCT",
        name(),
        new Captain("Ada", maybe("a@example.com"), null),
        List.of(new Player("Alan")),
        uploads);
  }

  private Command lead(String id) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new CreateLead(id, name(), maybe("web"), maybe("+234 2"));
      case 2 -> new ClaimLead(id, name(), 1 + random.nextInt(600), random.nextBoolean());
      case 3 -> new RenewLease(id, name(), 1);
      default -> new ReleaseLead(id, name(), 1);
    };
  }

  private Command series() {
    String period = "20251121";
    return switch (random.nextInt(4)) {
      case 0 -> new ResetSequence("RET", period, random.nextInt(9_000), null, "a pad was lost");
      case 1 -> new SyncSequence("RET", period, random.nextInt(9_000), "after a restore");
      case 2 -> {
        ImportedRow row =
            new ImportedRow(1, "HM-P-%d".formatted(50_000 + imported++), null, null, null, null);
        yield new ImportNumbers("HM-P", List.of(row), random.nextBoolean(), "taken over");
      }
      default ->
          new DefineSeries(
              new SeriesDefinition(
                  "NEW",
                  SeriesKind.ORDER,
                  "NEW-{seq:%d}".formatted(1 + random.nextInt(6)),
                  Reset.NEVER,
                  ZoneId.of("UTC"),
                  Overflow.WIDEN,
                  1));
    };
  }

  private Command webhook(String id) {
    return switch (random.nextInt(4)) {
      case 0 -> new RemoveSubscription(id);
      case 1 ->
          new DisableSubscription(
              id, new UUID(7, random.nextInt(9_000)), DisableReason.GONE, "410", "e1");
      default ->
          new DefineSubscription(
              id,
              "https://example.com/" + random.nextInt(3),
              List.of("*"),
              random.nextBoolean(),
              secret(1),
              random.nextBoolean());
    };
  }

  private DocumentContent content() {
    return new DocumentContent("Bill", maybe("Riverside"), "THB", amount());
  }

  private long amount() {
    return 600L * (1 + random.nextInt(2));
  }

  private String reference() {
    return "pay_" + random.nextInt(150);
  }

  private String webhookId() {
    return "m" + random.nextInt(2_000);
  }

  private String name() {
    return "name " + random.nextInt(60);
  }

  private <T> T one(List<T> all) {
    // Rather one of the last, of which more can be said.
    int last = Math.min(all.size(), 30);
    return all.get(all.size() - 1 - random.nextInt(last));
  }

  private @Nullable String maybe(String text) {
    return random.nextBoolean() ? text : null;
  }

  private static WebhookSecret secret(int fill) {
    byte[] key = new byte[WebhookSecret.MIN_BYTES];
    key[0] = (byte) fill;
    return WebhookSecret.of(key);
  }
}
