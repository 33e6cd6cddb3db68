package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.lists.NumberedFilter;
import dev.ordinal.orderapi.lists.NumberedReader;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.openapi.Gives;
import dev.ordinal.orderapi.reads.ReadModel;
import dev.ordinal.orderapi.series.SeriesCatalog;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public final class OrderResource {

  private static final List<String> STATUSES = List.of("placed", "cancelled", "paid", "refunded");

  private final CommandEndpoint commands;
  private final NumberedReader<OrderView> orders;
  private final SeriesCatalog series;

  public OrderResource(CommandEndpoint commands, ReadModel readModel, SeriesCatalog series) {
    this.commands = commands;
    this.orders =
        new NumberedReader<>(readModel, "api.orders", Topics.ORDER_EVENTS, new OrderRowMapper());
    this.series = series;
  }

  /** Places an order. */
  @POST
  @Needs(Right.REGISTER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = 201,
      body = OrderView.class,
      problems = {
        "unknown-series",
        "wrong-series-kind",
        "series-exhausted",
        "payment-reference-used"
      })
  public CompletionStage<Response> place(@Context HttpHeaders headers, PlaceOrderRequest request) {
    return commands.submit(
        headers, request.toCommand(series.resolve(SeriesKind.ORDER, request.series())));
  }

  /** Cancels an order. */
  @POST
  @Needs(Right.WORK)
  @Path("/{number}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = OrderView.class,
      problems = {"order-not-found", "order-already-cancelled", "order-paid", "order-refunded"})
  public CompletionStage<Response> cancel(
      @Context HttpHeaders headers,
      @PathParam("number") String number,
      CancelOrderRequest request) {
    OrderCommand cancel = new CancelOrder(seriesOf(number), number, request.reason());
    return commands.submit(headers, cancel);
  }

  /** One order. */
  @GET
  @Needs(Right.KEY)
  @Path("/{number}")
  @Gives(problems = "order-not-found")
  public CompletionStage<OrderView> get(@PathParam("number") String number) {
    return orders
        .find(seriesOf(number), number)
        .thenApply(order -> order.orElseThrow(() -> notFound()));
  }

  /** A page of orders by series, period and sequence. */
  @GET
  @Needs(Right.KEY)
  @Gives(problems = "unknown-series")
  public CompletionStage<Page<OrderView>> list(
      @QueryParam("series") @Nullable String code,
      @QueryParam("period") @Nullable String period,
      @QueryParam("status") @OneOf({"placed", "cancelled", "paid", "refunded"})
          @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    String known = code == null ? null : SeriesCatalog.valid(code);
    NumberedFilter filter = NumberedFilter.of(STATUSES, known, period, status, limit, after);
    return orders.list(filter.equal(), filter.paging());
  }

  private String seriesOf(String number) {
    return series.ofNumber(number).orElseThrow(() -> notFound());
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(Rejection.of(OrderRejection.ORDER_NOT_FOUND, "no order was given this number")));
  }
}
