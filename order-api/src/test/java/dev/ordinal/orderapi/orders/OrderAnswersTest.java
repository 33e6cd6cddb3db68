package dev.ordinal.orderapi.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.orderapi.commands.Answers;
import dev.ordinal.orderapi.commands.CommandStatus;
import dev.ordinal.orderapi.http.Prefer;
import io.dropwizard.jackson.Jackson;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderAnswersTest {

  private static final ObjectMapper MAPPER =
      Jackson.newObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final Prefer NONE = new Prefer(Duration.ofSeconds(5), null);
  private static final UUID ID = UUID.fromString("0197a0b4-0000-7000-8000-000000000001");
  private static final Instant TIME = Instant.parse("2010-12-01T08:26:00Z");
  private static final PlaceOrder PLACE =
      new PlaceOrder(
          "GAM",
          null,
          "GBP",
          List.of(new OrderLine("85123A", "WHITE HANGING HEART", 6, 255)),
          "pay_8f3",
          null,
          new TreeMap<>());
  private static final OrderFact.Placed PLACED =
      new OrderFact.Placed(
          "GAM-20101201-0001", "20101201", 1, TIME, TIME.plusSeconds(1), null, null, ID);
  private static final OrderCancelled CANCELLED =
      new OrderCancelled(
          "GAM-20101201-0001",
          "GAM",
          "20101201",
          1,
          "GBP",
          1530,
          "pay_8f3",
          TIME,
          "changed my mind",
          TIME.plusSeconds(2),
          ID);

  private static final CancelOrder CANCEL =
      new CancelOrder("GAM", "GAM-20101201-0001", "changed my mind");

  private final Answers answers = new Answers(List.of(new OrderRenderer()));

  @Test
  void aPlacedOrderIsCreatedAtItsNumber() throws Exception {
    Response response = answers.toCaller(accepted(PLACE, PLACED, false), NONE);
    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getHeaderString("Location")).isEqualTo("/orders/GAM-20101201-0001");
    assertThat(response.getHeaderString("Idempotent-Replayed")).isNull();
    assertThat(MAPPER.valueToTree(response.getEntity()).toString())
        .isEqualTo(
            """
            {"number":"GAM-20101201-0001","series":"GAM","period":"20101201","sequence":1,\
            "status":"placed","currency":"GBP","totalAmount":1530,\
            "lines":[{"sku":"85123A","description":"WHITE HANGING HEART","quantity":6,\
            "unitAmount":255}],"paymentReference":"pay_8f3",\
            "placedAt":"2010-12-01T08:26:00Z","recordedAt":"2010-12-01T08:26:01Z",\
            "commandId":"0197a0b4-0000-7000-8000-000000000001"}""");
  }

  @Test
  void aCancelledOrderIsAnsweredWithWhatWasCancelled() {
    Response response = answers.toCaller(accepted(CANCEL, CANCELLED, false), NONE);
    JsonNode body = MAPPER.valueToTree(response.getEntity());
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(response.getHeaderString("Location")).isNull();
    assertThat(body.path("status").asText()).isEqualTo("cancelled");
    assertThat(body.path("cancelReason").asText()).isEqualTo("changed my mind");
    assertThat(body.path("cancelledAt").asText()).isEqualTo("2010-12-01T08:26:02Z");
    assertThat(body.has("lines")).isFalse();
  }

  @Test
  void aRepeatGetsTheFirstAnswerAndIsToldSo() {
    Response first = answers.toCaller(accepted(PLACE, PLACED, false), NONE);
    Response repeat = answers.toCaller(accepted(PLACE, PLACED, true), NONE);
    assertThat(repeat.getStatus()).isEqualTo(201);
    assertThat(repeat.getEntity()).isEqualTo(first.getEntity());
    assertThat(repeat.getHeaderString("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void aRejectionIsAProblemThatNamesTheThingInTheWay() {
    Outcome outcome = new Outcome(ID, true, null, paymentReferenceUsed());
    Response response = answers.toCaller(new CommandStatus(ID, PLACE, outcome), NONE);
    JsonNode body = MAPPER.valueToTree(response.getEntity());
    assertThat(response.getStatus()).isEqualTo(409);
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    assertThat(response.getHeaderString("Idempotent-Replayed")).isEqualTo("true");
    assertThat(body.path("type").asText()).isEqualTo("/problems/payment-reference-used");
    assertThat(body.path("existing").asText()).isEqualTo("GAM-20101201-0001");
    assertThat(body.has("errors")).isFalse();
    assertThat(body.has("members")).isFalse();
  }

  @Test
  void aPendingCommandIsAcceptedWithItsAddress() {
    Prefer prefer = new Prefer(Duration.ZERO, "respond-async");
    Response response = answers.toCaller(new CommandStatus(ID, PLACE, null), prefer);
    assertThat(response.getStatus()).isEqualTo(202);
    assertThat(response.getHeaderString("Location")).isEqualTo("/commands/" + ID);
    assertThat(response.getHeaderString("Preference-Applied")).isEqualTo("respond-async");
    assertThat(MAPPER.valueToTree(response.getEntity()).toString())
        .isEqualTo("{\"commandId\":\"" + ID + "\",\"status\":\"pending\"}");
  }

  @Test
  void whoAsksLaterGetsTheVeryBodyTheCallerGot() {
    assertThat(answers.view(accepted(PLACE, PLACED, false)).result())
        .isEqualTo(answers.toCaller(accepted(PLACE, PLACED, false), NONE).getEntity());
    CommandStatus rejected =
        new CommandStatus(ID, PLACE, Outcome.of(ID, null, paymentReferenceUsed()));
    assertThat(answers.view(rejected).problem())
        .isEqualTo(answers.toCaller(rejected, NONE).getEntity());
    assertThat(answers.view(rejected).status()).isEqualTo("rejected");
  }

  @Test
  void anOrderThatIsPaidInTheSameStepIsAnsweredAsPaid() {
    OrderFact.Placed paid =
        new OrderFact.Placed(
            PLACED.number(), "20101201", 1, TIME, TIME, TIME.plusSeconds(3), null, ID);
    Response response = answers.toCaller(accepted(PLACE, paid, false), NONE);
    JsonNode body = MAPPER.valueToTree(response.getEntity());
    assertThat(body.path("status").asText()).isEqualTo("paid");
    assertThat(body.path("paidAt").asText()).isEqualTo("2010-12-01T08:26:03Z");
    assertThat(body.path("lines")).hasSize(1);
  }

  @Test
  void anOrderThatAPaymentCreatedIsAnsweredAtItsNumber() {
    OrderFact.Confirmed confirmed =
        new OrderFact.Confirmed(
            PLACED.number(),
            "20101201",
            1,
            TIME,
            TIME,
            TIME.plusSeconds(5),
            TIME.plusSeconds(6),
            ID);
    Response response = answers.toCaller(accepted(PLACE, confirmed, false), NONE);
    JsonNode body = MAPPER.valueToTree(response.getEntity());
    assertThat(response.getStatus()).isEqualTo(201);
    assertThat(response.getHeaderString("Location")).isEqualTo("/orders/GAM-20101201-0001");
    assertThat(body.path("status").asText()).isEqualTo("refunded");
    assertThat(body.path("placedAt").asText()).isEqualTo("2010-12-01T08:26:00Z");
  }

  @Test
  void aCallbackIsAnsweredWithItsOutcomeAndItsOrderOrNull() {
    ReceivePayment callback =
        new ReceivePayment(
            "GAM", "acme", "m1", PaymentType.SUCCEEDED, "pay_8f3", 1530, "GBP", null, null);
    OrderFact.Received held = new OrderFact.Received(PaymentOutcome.HELD, null, ID);
    Response response = answers.toCaller(accepted(callback, held, false), NONE);
    assertThat(response.getStatus()).isEqualTo(200);
    assertThat(MAPPER.valueToTree(response.getEntity()).toString())
        .isEqualTo("{\"outcome\":\"held\",\"order\":null}");
  }

  private static Rejection paymentReferenceUsed() {
    return Rejection.of(
        OrderRejection.PAYMENT_REFERENCE_USED, "used", Map.of("existing", "GAM-20101201-0001"));
  }

  private static CommandStatus accepted(OrderCommand command, Fact fact, boolean replayed) {
    return new CommandStatus(ID, command, new Outcome(ID, replayed, fact, null));
  }
}
