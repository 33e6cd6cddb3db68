package dev.ordinal.orderapi.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackRequestTest {

  private static final StrictJson JSON =
      StrictJson.ignoringUnknownFields(Validators.newValidator());

  private static final String ORDER =
      "{'currency':'GBP','x':1,'lines':[{'sku':'a','quantity':2,'unitAmount':5,'y':{}}]}";

  @Test
  void aCallbackIsReadWhateverElseItHas() {
    ReceivePayment command =
        command(
            "{'id':7,'type':'payment.refunded','timestamp':'2026-11-21T10:15:30.5Z','livemode':true,"
                + "'data':{'paymentReference':'pay_1','amount':9223372036854775807,"
                + "'currency':'GBP','fee':{'amount':1}}}");
    assertThat(command)
        .isEqualTo(
            new ReceivePayment(
                "GAM",
                "acme",
                "m1",
                PaymentType.REFUNDED,
                "pay_1",
                Long.MAX_VALUE,
                "GBP",
                null,
                Instant.parse("2026-11-21T10:15:30.5Z")));
  }

  @Test
  void anOrderInACallbackIsThatOfThePaymentsSeriesAndReference() {
    PlaceOrder order = Objects.requireNonNull(command(succeeded(ORDER)).order());
    assertThat(order.series()).isEqualTo("GAM");
    assertThat(order.paymentReference()).isEqualTo("pay_1");
    assertThat(order.totalAmount()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/data",
        "{'type':'payment.created','data':{'paymentReference':'p','amount':1,'currency':'GBP'}}|/type",
        "{'data':{'paymentReference':'p','amount':1,'currency':'GBP'}}|/type",
        "{'type':'payment.failed','data':{'paymentReference':'p','amount':'1','currency':'GBP'}}|/data/amount",
        "{'type':'payment.failed','data':{'paymentReference':'p','amount':-1,'currency':'GBP'}}|/data/amount",
        "{'type':'payment.failed','data':{'paymentReference':'p','amount':1.5,'currency':'GBP'}}|/data/amount",
        "{'type':'payment.failed','data':{'paymentReference':'p','amount':9223372036854775808,'currency':'GBP'}}|/data/amount",
        "{'type':'payment.failed','data':{'paymentReference':'p','currency':'GBP'}}|/data/amount",
        "{'type':'payment.failed','data':{'paymentReference':'p','amount':1,'currency':'gbp'}}|/data/currency",
        "{'type':'payment.failed','data':{'paymentReference':'','amount':1,'currency':'GBP'}}|/data/paymentReference",
        "{'type':'payment.failed','data':{'amount':1,'currency':'GBP'}}|/data/paymentReference",
        "{'type':'payment.failed','timestamp':5,'data':{'paymentReference':'p','amount':1,'currency':'GBP'}}|/timestamp",
        "{'type':'payment.failed','timestamp':'now','data':{'paymentReference':'p','amount':1,'currency':'GBP'}}|/timestamp",
        "[]|``",
      })
  void whatIsNoCallbackIsRefusedWithItsPlace(String body, String pointer) {
    Problem problem = refusal(body);
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).extracting(FieldError::pointer).contains(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'currency':'GBP','lines':[]}|/data/order/lines",
        "{'currency':'GBP','lines':[{'sku':'a','quantity':0,'unitAmount':5}]}|/data/order/lines/0/quantity",
        "{'series':'RET','currency':'GBP','lines':[{'sku':'a','quantity':1,'unitAmount':5}]}|/data/order/series",
        "{'paymentReference':'p2','currency':'GBP','lines':[{'sku':'a','quantity':1,'unitAmount':5}]}|/data/order/paymentReference",
        "{'currency':'GBP','lines':[{'sku':'a','quantity':2,'unitAmount':9223372036854775807}]}|/data/order/lines",
      })
  void anOrderThatIsNoneIsRefusedWithItsPlace(String order, String pointer) {
    Problem problem = refusal(succeeded(order));
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{'a':1,'a':2}", "{'data':{'amount':1,'amount':2}}", "{} {}"})
  void whatIsNoJsonIsMalformed(String body) {
    assertThat(refusal(body).code()).isEqualTo("malformed-json");
  }

  @Test
  void whatIsNestedTooDeepIsMalformed() {
    assertThat(refusal("[".repeat(5_000)).code()).isEqualTo("malformed-json");
  }

  private static String succeeded(String order) {
    return "{'type':'payment.succeeded','data':{'paymentReference':'pay_1','amount':10,"
        + "'currency':'GBP','order':"
        + order
        + "}}";
  }

  private static Problem refusal(String body) {
    return catchThrowableOfType(ProblemException.class, () -> command(body)).problem();
  }

  private static ReceivePayment command(String body) {
    return JSON.read(body.replace('\'', '"').getBytes(UTF_8), CallbackRequest.class)
        .toCommand("acme", "GAM", "m1");
  }
}
