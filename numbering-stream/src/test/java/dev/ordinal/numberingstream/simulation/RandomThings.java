package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadCommand.ClaimLead;
import dev.ordinal.contracts.leads.LeadCommand.CreateLead;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.Captain;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.contracts.teams.Upload;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.RemoveSubscription;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.numberingstream.orders.OrderExamples;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Commands about the things that have numbers, and about leads. */
final class RandomThings {

  private static final int LEADS = 6;
  private static final String GATEWAY = "acme";

  /** The total of the orders of {@link OrderExamples}. */
  private static final long TOTAL = 1_530;

  private static final List<PaymentType> PAYMENTS = List.of(PaymentType.values());
  private static final List<String> ALL = List.of("*");
  private static final WebhookSecret SECRET = WebhookSecret.of(new byte[WebhookSecret.MIN_BYTES]);

  private final Random random;
  private final LeadCheck leads;

  RandomThings(Random random, LeadCheck leads) {
    this.random = random;
    this.leads = leads;
  }

  /** Asks for a thing of this kind, or is about the payment of one. */
  Command wantsANumber(String code, SeriesKind kind, @Nullable Instant at) {
    return switch (kind) {
      case ORDER -> anOrder(code, at);
      case TEAM -> {
        List<Upload> uploads = random.nextBoolean() ? List.of() : List.of(new Upload("u", null));
        yield new RegisterTeam(code, name(), new Captain("Ada", null, null), List.of(), uploads);
      }
      case PARTNER -> {
        String email = random.nextBoolean() ? null : "a" + random.nextInt(200) + "@example.org";
        yield new RegisterPartner(code, name(), email, null, null);
      }
      case DOCUMENT ->
          random.nextBoolean()
              ? new IssueDocument(code, content(), at)
              : new ReserveNumber(code, seconds(), null, at);
    };
  }

  private Command anOrder(String code, @Nullable Instant at) {
    int what = random.nextInt(10);
    String reference = what < 3 ? null : "pay_" + random.nextInt(60);
    PlaceOrder order = OrderExamples.place(code, reference, at);
    if (reference == null || what < 6) {
      return order;
    }
    String hook = "hook_" + random.nextInt(200);
    if (what == 6) {
      Resolution decision = random.nextBoolean() ? Resolution.ACCEPT : Resolution.REJECT;
      return new ResolvePayment(
          code, PaymentIds.of(code, GATEWAY, hook), decision, "looked into it");
    }
    PaymentType type = PAYMENTS.get(random.nextInt(PAYMENTS.size()));
    boolean brings = type == PaymentType.SUCCEEDED && random.nextBoolean();
    return new ReceivePayment(
        code, GATEWAY, hook, type, reference, TOTAL, "GBP", brings ? order : null, null);
  }

  /** Asks to confirm or to end what may have this number. */
  Command about(String code, String number) {
    return switch (random.nextInt(5)) {
      case 0 -> new CancelOrder(code, number, "changed their mind");
      case 1 -> new VoidDocument(code, number, "not needed", null);
      default -> new ConfirmReservation(code, number, content(), null);
    };
  }

  /** Asks for a subscription, or for the end of one. */
  Command aboutASubscription() {
    String id = "hook-" + random.nextInt(3);
    return random.nextInt(4) == 0
        ? new RemoveSubscription(id)
        : new DefineSubscription(
            id, "https://example.org", ALL, true, SECRET, random.nextBoolean());
  }

  /** Mostly lawful. */
  LeadCommand aboutALead() {
    String lead = "lead-" + random.nextInt(LEADS);
    LeadClaimed holder = leads.holder(lead);
    if (holder != null && random.nextInt(2) == 0) {
      // Mostly the token in force, now and then the one before.
      long token = holder.fencingToken() - (random.nextInt(8) == 0 ? 1 : 0);
      return random.nextInt(3) > 0
          ? new RenewLease(lead, holder.claimant(), token)
          : new ReleaseLead(lead, holder.claimant(), token);
    }
    return random.nextInt(8) == 0
        ? new CreateLead(lead, "Ada", "web", null)
        : new ClaimLead(lead, "employee-" + random.nextInt(6), seconds(), random.nextBoolean());
  }

  /** Mostly short; an hour at most. */
  private int seconds() {
    return 1 + random.nextInt(random.nextInt(20) == 0 ? 3_600 : 60);
  }

  /** A name that others may have, however they write it. */
  String name() {
    String name = "Name " + random.nextInt(300);
    return switch (random.nextInt(4)) {
      case 0 -> name.toUpperCase(Locale.ROOT);
      case 1 -> " " + name.replace(" ", "   ");
      default -> name;
    };
  }

  private static DocumentContent content() {
    return new DocumentContent("Bill of quantities", null, "THB", 100);
  }
}
