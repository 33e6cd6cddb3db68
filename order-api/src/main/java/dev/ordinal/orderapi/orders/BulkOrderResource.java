package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.BulkItem;
import dev.ordinal.orderapi.commands.BulkRequest;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.Flag;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.RequestBody;
import dev.ordinal.orderapi.http.StrictJson;
import dev.ordinal.orderapi.openapi.Gives;
import dev.ordinal.orderapi.series.SeriesCatalog;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Many orders in one request. */
@Path("/orders/bulk")
@Produces({MediaType.APPLICATION_JSON, BulkOrderResource.LINES})
public final class BulkOrderResource {

  /** One JSON text a line. */
  static final String LINES = "application/x-ndjson";

  private static final MediaType LINES_TYPE = MediaType.valueOf(LINES);
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  /** Bodies read at once: each takes some ten times its bytes in memory. */
  private static final int AT_ONCE = 8;

  private static final int PATIENCE_MS = 1_000;

  private final CommandEndpoint commands;
  private final SeriesCatalog series;
  private final StrictJson json;
  private final ObjectWriter lines;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * A resource.
   *
   * @param mapper writes answers, as for all other resources
   */
  public BulkOrderResource(
      CommandEndpoint commands, SeriesCatalog series, Validator validator, ObjectMapper mapper) {
    this.commands = commands;
    this.series = series;
    this.json = new StrictJson(validator);
    this.lines = mapper.writer().withRootValueSeparator("\n");
  }

  /**
   * Places up to 1,000 orders, each under its own key. Each is answered as if it had come alone, in
   * the order sent, in the form in which they came: an array, or one a line.
   *
   * @param atomic whether none is placed if one is refused; then all are of one series
   */
  @POST
  @Needs(Right.REGISTER)
  @Consumes({MediaType.APPLICATION_JSON, LINES})
  @Gives(
      body = BulkItem[].class,
      item = BulkOrderRequest.class,
      key = Gives.Key.NONE,
      problems = "too-many-in-flight")
  public CompletionStage<Response> place(
      @Context HttpHeaders headers,
      @QueryParam("atomic") @OneOf({"true", "false"}) @Nullable String atomic,
      InputStream body) {
    boolean asLines = LINES_TYPE.isCompatible(headers.getMediaType());
    BulkRequest orders = read(headers, body, asLines, Flag.isTrue("atomic", atomic));
    return commands
        .submitAll(headers, orders)
        .thenApply(
            items ->
                asLines
                    ? Response.ok(lines(items), LINES_TYPE).build()
                    : Response.ok(items, MediaType.APPLICATION_JSON_TYPE).build());
  }

  private StreamingOutput lines(List<BulkItem> items) {
    return out -> {
      try (SequenceWriter each = lines.writeValues(out)) {
        each.writeAll(items);
      }
    };
  }

  private BulkRequest read(
      HttpHeaders headers, InputStream body, boolean asLines, boolean allOrNone) {
    takePlace();
    try {
      String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
      byte[] bytes = RequestBody.read(body, encoding, MAX_BYTES);
      BulkRequest orders = new BulkRequest(allOrNone);
      json.readEach(bytes, asLines, BulkOrderRequest.class, Bulk.MAX_ITEMS)
          .forEach(each -> add(orders, each));
      return orders;
    } finally {
      places.release();
    }
  }

  private void add(BulkRequest orders, StrictJson.Each<BulkOrderRequest> each) {
    BulkOrderRequest sent = each.value();
    if (sent == null) {
      orders.refuse(each.trouble());
      return;
    }
    try {
      IdempotencyKey key = IdempotencyKey.ofText(sent.idempotencyKey());
      PlaceOrderRequest order = sent.order();
      PlaceOrder command =
          order.toCommand(
              series.resolve(SeriesKind.ORDER, order.series()), order.paymentReference(), "/order");
      orders.add(key, command);
    } catch (ProblemException e) {
      orders.refuse(e.problem());
    }
  }

  private void takePlace() {
    try {
      if (!places.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw ApiProblem.TOO_MANY_IN_FLIGHT.because(
            AT_ONCE + " requests of many orders are being read, the bound");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because("the service stops");
    }
  }
}
