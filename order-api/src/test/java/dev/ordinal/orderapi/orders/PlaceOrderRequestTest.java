package dev.ordinal.orderapi.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceOrderRequestTest {

  private static final String LINE = "{'sku':'85123A','quantity':6,'unitAmount':255}";
  private static final StrictJson JSON = new StrictJson(Validators.newValidator());

  @Test
  void aWholeOrderIsReadAsSent() {
    PlaceOrder order =
        command(
            "{'series':'GAM','customer':{'id':'17850','name':'\uD83E\uDD84 \u05E9\u05DC\u05D5\u05DD','email':'a@b'},"
                + "'currency':'GBP','lines':["
                + LINE
                + "],'paymentReference':'pay_8f3','occurredAt':'2010-12-01T09:26:00.1234567+01:00',"
                + "'metadata':{'z':'1','a':''}}");
    assertThat(order.customer())
        .isEqualTo(new Customer("17850", "\uD83E\uDD84 \u05E9\u05DC\u05D5\u05DD", "a@b"));
    assertThat(order.occurredAt()).isEqualTo(Instant.parse("2010-12-01T08:26:00.123456Z"));
    assertThat(order.metadata()).containsKeys("a", "z");
    assertThat(order.lines()).singleElement().satisfies(l -> assertThat(l.quantity()).isEqualTo(6));
  }

  @Test
  void onlyCurrencyAndLinesAreNeeded() {
    PlaceOrder order = command("{'currency':'GBP','lines':[" + LINE + "]}");
    assertThat(order.customer()).isNull();
    assertThat(order.metadata()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{]",
        "hello",
        "{'currency':'GBP'} {}",
        "{'currency':'GBP','currency':'GBP'}",
        "{'metadata':{'a':'1','a':'2'}}",
        "{'currency':5,'lines':[",
        "{'currency':NaN}"
      })
  void whatIsNoJsonIsMalformed(String body) {
    Problem problem = problem(body);
    assertThat(problem.code()).isEqualTo("malformed-json");
    assertThat(problem.status()).isEqualTo(400);
  }

  @Test
  void jsonThatIsNestedTooDeepIsMalformed() {
    assertThat(problem("[".repeat(100_000)).code()).isEqualTo("malformed-json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]||must be an object",
        "null||must be an object",
        "5||must be an object",
        "{'lines':5}|/lines|must be an array",
        "{'lines':{}}|/lines|must be an array",
        "{'lines':[5]}|/lines/0|must be an object",
        "{'lines':['']}|/lines/0|must be an object",
        "{'currency':5}|/currency|must be a string",
        "{'currency':true}|/currency|must be a string",
        "{'currency':{}}|/currency|must be a string",
        "{'customer':'x'}|/customer|must be an object",
        "{'customer':''}|/customer|must be an object",
        "{'customer':[]}|/customer|must be an object",
        "{'customer':{'id':5}}|/customer/id|must be a string",
        "{'metadata':{'a/b~c':1}}|/metadata/a~1b~0c|must be a string",
        "{'metadata':[]}|/metadata|must be an object",
        "{'occurredAt':1291191960}|/occurredAt|must be a string",
        "{'lines':[{'quantity':1.5}]}|/lines/0/quantity|must be an integer",
        "{'lines':[{'quantity':1.0}]}|/lines/0/quantity|must be an integer",
        "{'lines':[{'quantity':1e3}]}|/lines/0/quantity|must be an integer",
        "{'lines':[{'quantity':'1'}]}|/lines/0/quantity|must be an integer",
        "{'lines':[{'quantity':''}]}|/lines/0/quantity|must be an integer",
        "{'lines':[{'quantity':true}]}|/lines/0/quantity|must be an integer",
        "{'lines':[{'quantity':[1]}]}|/lines/0/quantity|must be an integer",
        "{'lines':[{'quantity':9223372036854775808}]}|/lines/0/quantity|must be an integer of at most 64 bits",
      })
  void aWrongTypeIsNamedWithItsPlace(String body, String pointer, String detail) {
    assertThat(problem(body).errors())
        .containsExactly(new FieldError(pointer == null ? "" : pointer, detail));
  }

  @Test
  void anUnknownFieldIsNamedWithTheKnownOnes() {
    assertThat(problem("{'currency':'GBP','lines':[{'qty':1}]}").errors())
        .containsExactly(
            new FieldError(
                "/lines/0/qty",
                "is not a field here; the fields are description, quantity, sku, unitAmount"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'currency':'GBX'|/currency",
        "'currency':'gbp'|/currency",
        "'currency':null|/currency",
        "'lines':[]|/lines",
        "'lines':null|/lines",
        "'lines':[null]|/lines/0",
        "'lines':[{'quantity':1,'unitAmount':1}]|/lines/0/sku",
        "'lines':[{'sku':'','quantity':1,'unitAmount':1}]|/lines/0/sku",
        "'lines':[{'sku':'a','quantity':0,'unitAmount':1}]|/lines/0/quantity",
        "'lines':[{'sku':'a','quantity':-1,'unitAmount':1}]|/lines/0/quantity",
        "'lines':[{'sku':'a','quantity':1,'unitAmount':-1}]|/lines/0/unitAmount",
        "'lines':[{'sku':'a','quantity':1}]|/lines/0/unitAmount",
        "'paymentReference':''|/paymentReference",
        "'paymentReference':'a\\u0000b'|/paymentReference",
        "'customer':{'name':'a\\ud800b'}|/customer/name",
        "'customer':{'name':'\\udc00'}|/customer/name",
        "'metadata':{'':'x'}|/metadata/",
        "'metadata':{'k':null}|/metadata/k",
        "'metadata':{'a\\u0000':'x'}|/metadata/a\uFFFD",
        "'occurredAt':'+20000-01-01T00:00:00Z'|/occurredAt",
        "'occurredAt':'20000-01-01T00:00:00Z'|/occurredAt",
        "'occurredAt':'1899-12-31T23:59:59Z'|/occurredAt",
        "'occurredAt':'9999-12-31T00:00:00Z'|/occurredAt",
        "'occurredAt':'2010-12-01'|/occurredAt",
        "'occurredAt':'2010-12-01T08:26:00'|/occurredAt",
        "'occurredAt':'2010-02-30T08:26:00Z'|/occurredAt",
        "'occurredAt':''|/occurredAt",
      })
  void anInvalidValueIsNamedWithItsPlace(String field, String pointer) {
    String currency = field.startsWith("'currency'") ? "" : "'currency':'GBP',";
    String lines = field.startsWith("'lines'") ? "" : "'lines':[" + LINE + "],";
    String body = "{" + currency + lines + field + "}";
    Problem problem = problem(body);
    assertThat(problem.code()).isEqualTo("validation-failed");
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors()).extracting(FieldError::pointer).containsExactly(pointer);
  }

  @Test
  void everyInvalidPlaceIsNamedAtOnce() {
    assertThat(
            problem("{'lines':[{'sku':'','quantity':0,'unitAmount':-1}],'occurredAt':'x'}")
                .errors())
        .extracting(FieldError::pointer)
        .containsExactly(
            "/currency", "/lines/0/quantity", "/lines/0/sku", "/lines/0/unitAmount", "/occurredAt");
  }

  @Test
  void anOrderHasUpTo2000Lines() {
    assertThat(command(orderOfLines(2_000)).lines()).hasSize(2_000);
    assertThat(problem(orderOfLines(2_001)).errors())
        .containsExactly(new FieldError("/lines", "must have 1 to 2000 lines"));
  }

  @Test
  void lengthsAreCountedInCharactersNotInHalvesOfThem() {
    String emoji = "\uD83E\uDD84";
    String body = "{'currency':'GBP','lines':[{'sku':'%s','quantity':1,'unitAmount':1}]}";
    assertThat(command(body.formatted(emoji.repeat(64))).lines()).hasSize(1);
    assertThat(problem(body.formatted(emoji.repeat(65))).errors())
        .containsExactly(new FieldError("/lines/0/sku", "must have 1 to 64 characters, not 65"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'sku':'a','quantity':2,'unitAmount':4611686018427387904}",
        "{'sku':'a','quantity':1,'unitAmount':9223372036854775807},{'sku':'a','quantity':1,'unitAmount':1}"
      })
  void aTotalBeyond64BitsIsRefused(String lines) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> command("{'currency':'GBP','lines':[" + lines + "]}"));
    assertThat(refused.problem().errors())
        .containsExactly(new FieldError("/lines", "the total does not fit 64 bits"));
  }

  private static String orderOfLines(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> LINE)
        .collect(Collectors.joining(",", "{'currency':'GBP','lines':[", "]}"));
  }

  private static PlaceOrder command(String body) {
    return read(body).toCommand("GAM");
  }

  private static Problem problem(String body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body)).problem();
  }

  /** Reads a body in which single quotes stand for double ones. */
  private static PlaceOrderRequest read(String body) {
    return JSON.read(body.replace('\'', '"').getBytes(UTF_8), PlaceOrderRequest.class);
  }
}
