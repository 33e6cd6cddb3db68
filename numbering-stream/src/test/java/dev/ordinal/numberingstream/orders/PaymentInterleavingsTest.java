package dev.ordinal.numberingstream.orders;

import static dev.ordinal.numberingstream.orders.OrderExamples.cancel;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.PaymentExamples.TOTAL;
import static dev.ordinal.numberingstream.orders.PaymentExamples.callback;
import static dev.ordinal.numberingstream.orders.PaymentExamples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that can happen to one payment reference, in every order, each up to five times: the
 * order ends as a few lines say that know no history but who came first.
 */
class PaymentInterleavingsTest {

  private static final String FIRST = "GAM-20251121-0001";
  private static final int LONGEST = 5;

  private enum Fact {
    ORDER,
    PAYMENT,
    /** The same payment, sent again under an id of its own. */
    RETRY,
    FAILURE,
    REFUND,
    /** A refund of the same amount under an id of its own: it may be more money. */
    REFUND_AGAIN,
    CANCEL
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whateverComesWhenTheOrderEndsAsTheFactsSay(boolean paymentsBringTheirOrder) {
    List<List<Fact>> sequences = sequences();
    assertThat(sequences).hasSize(19_607);
    for (List<Fact> sequence : sequences) {
      List<Event> log = run(sequence, paymentsBringTheirOrder);
      assertThat(statusIn(log))
          .as("%s, payments with order: %s", sequence, paymentsBringTheirOrder)
          .isEqualTo(expected(sequence, paymentsBringTheirOrder));
      check(sequence, log, paymentsBringTheirOrder);
    }
  }

  /** The model: a cancellation counts if it comes after the order and before any payment. */
  private static String expected(List<Fact> sequence, boolean paymentsBringTheirOrder) {
    int paid = first(sequence, Fact.PAYMENT, Fact.RETRY);
    int placed =
        paymentsBringTheirOrder
            ? first(sequence, Fact.ORDER, Fact.PAYMENT, Fact.RETRY)
            : first(sequence, Fact.ORDER);
    if (placed == sequence.size()) {
      return "none";
    }
    // A payment that was held counts as coming with the order.
    int settled = Math.max(paid, placed);
    if (sequence.subList(placed, Math.min(settled, sequence.size())).contains(Fact.CANCEL)) {
      return "cancelled";
    }
    if (paid == sequence.size()) {
      return "placed";
    }
    return sequence.contains(Fact.REFUND) || sequence.contains(Fact.REFUND_AGAIN)
        ? "refunded"
        : "paid";
  }

  /** Where the first of these is; the length if none is. */
  private static int first(List<Fact> sequence, Fact... facts) {
    int first = sequence.size();
    for (Fact fact : facts) {
      int index = sequence.indexOf(fact);
      first = index < 0 ? first : Math.min(first, index);
    }
    return first;
  }

  private static List<Event> run(List<Fact> sequence, boolean paymentsBringTheirOrder) {
    Writer writer = OrderExamples.writer(new InMemoryTables());
    Map<String, Object> answers = new HashMap<>();
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < sequence.size(); i++) {
      Fact fact = sequence.get(i);
      // A cancellation that was refused is asked anew; all else is repeated with its key.
      String key = fact == Fact.CANCEL ? "cancel " + i : fact.name();
      Writer.Step ruling =
          writer.decide(envelope(key, command(fact, paymentsBringTheirOrder), i), Instant.MAX);
      Object first = answers.putIfAbsent(key, ruling.decided().fact());
      assertThat(first == null || first.equals(ruling.decided().fact()))
          .as("%s answers alike in %s", fact, sequence)
          .isTrue();
      assertThat(first == null || ruling.events().isEmpty()).isTrue();
      log.addAll(ruling.events());
    }
    return log;
  }

  private static Command command(Fact fact, boolean withOrder) {
    return switch (fact) {
      case ORDER -> order();
      case PAYMENT -> succeeded("m1", withOrder);
      case RETRY -> succeeded("m2", withOrder);
      case FAILURE -> callback("m3", PaymentType.FAILED);
      case REFUND -> callback("m4", PaymentType.REFUNDED);
      case REFUND_AGAIN -> callback("m5", PaymentType.REFUNDED);
      case CANCEL -> cancel(FIRST);
    };
  }

  private static Command succeeded(String webhookId, boolean withOrder) {
    return callback(webhookId, PaymentType.SUCCEEDED, TOTAL, "GBP", withOrder ? order() : null);
  }

  /** The order's status as a reader of the log sees it, who knows what may follow what. */
  private static String statusIn(List<Event> log) {
    String status = "none";
    for (Event event : log) {
      if (event instanceof OrderPlaced) {
        status = step(status, "none", "placed");
      } else if (event instanceof OrderCancelled) {
        status = step(status, "placed", "cancelled");
      } else if (event instanceof OrderPaid) {
        status = step(status, "placed", "paid");
      } else if (event instanceof OrderRefunded) {
        status = step(status, "paid", "refunded");
      }
    }
    return status;
  }

  private static String step(String status, String from, String to) {
    assertThat(status).as("before it is " + to).isEqualTo(from);
    return to;
  }

  /** One number if there is an order, and each callback has one outcome that suits the end. */
  private static void check(List<Fact> sequence, List<Event> log, boolean withOrder) {
    String end = expected(sequence, withOrder);
    assertThat(log.stream().filter(NumberIssued.class::isInstance))
        .as("numbers in %s", sequence)
        .hasSize(end.equals("none") ? 0 : 1);
    Map<String, PaymentOutcome> outcomes = new TreeMap<>();
    for (Event event : log) {
      if (event instanceof PaymentReceived received) {
        assertThat(outcomes.put(received.paymentId(), received.outcome())).isNull();
      } else if (event instanceof PaymentSettled settled) {
        assertThat(outcomes.put(settled.paymentId(), settled.outcome()))
            .isEqualTo(PaymentOutcome.HELD);
      } else if (event instanceof OrderPaid paid) {
        outcomes.put(paid.paymentId(), PaymentOutcome.APPLIED);
      } else if (event instanceof OrderRefunded refunded) {
        outcomes.put(refunded.paymentId(), PaymentOutcome.APPLIED);
      }
    }
    String[] ids = {"m1", "m2", "m3", "m4", "m5"};
    Fact[] facts = {Fact.PAYMENT, Fact.RETRY, Fact.FAILURE, Fact.REFUND, Fact.REFUND_AGAIN};
    for (int i = 0; i < ids.length; i++) {
      PaymentOutcome outcome = outcomes.get(PaymentExamples.idOf(ids[i]));
      assertThat(outcome != null).as(sequence.toString()).isEqualTo(sequence.contains(facts[i]));
      if (outcome != null) {
        assertThat(suiting(facts[i], end)).as("%s in %s", facts[i], sequence).contains(outcome);
      }
    }
  }

  /** Nothing is held once the order is final, and no refund is ever a duplicate. */
  private static List<PaymentOutcome> suiting(Fact fact, String end) {
    if (end.equals("none")) {
      return List.of(PaymentOutcome.HELD);
    }
    return switch (fact) {
      case FAILURE -> List.of(PaymentOutcome.APPLIED);
      case REFUND, REFUND_AGAIN ->
          switch (end) {
            case "placed" -> List.of(PaymentOutcome.HELD);
            case "refunded" -> List.of(PaymentOutcome.APPLIED, PaymentOutcome.QUARANTINED);
            default -> List.of(PaymentOutcome.QUARANTINED);
          };
      default ->
          end.equals("cancelled")
              ? List.of(PaymentOutcome.QUARANTINED)
              : List.of(
                  PaymentOutcome.APPLIED, PaymentOutcome.DUPLICATE, PaymentOutcome.QUARANTINED);
    };
  }

  private static List<List<Fact>> sequences() {
    List<List<Fact>> all = new ArrayList<>();
    List<List<Fact>> last = List.of(List.of());
    for (int length = 1; length <= LONGEST; length++) {
      List<List<Fact>> longer = new ArrayList<>();
      for (List<Fact> sequence : last) {
        for (Fact fact : Fact.values()) {
          List<Fact> next = new ArrayList<>(sequence);
          next.add(fact);
          longer.add(next);
        }
      }
      all.addAll(longer);
      last = longer;
    }
    return all;
  }
}
