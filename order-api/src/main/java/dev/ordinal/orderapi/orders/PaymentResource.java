package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.Paging;
import dev.ordinal.orderapi.lists.TimeCursor;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What became of payment callbacks, for those who look after them. */
@Path("/payments")
@Produces(MediaType.APPLICATION_JSON)
public final class PaymentResource {

  private static final List<String> OUTCOMES =
      List.of("applied", "duplicate", "held", "quarantined", "rejected");

  private final CommandEndpoint commands;
  private final PaymentReader payments;

  public PaymentResource(CommandEndpoint commands, ReadModel readModel) {
    this.commands = commands;
    this.payments = new PaymentReader(readModel);
  }

  /**
   * Ends the quarantine of a payment, or rejects one that is held for an order that never comes.
   */
  @POST
  @Path("/{id}/resolve")
  @Needs(Right.ADMINISTER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = PaymentView.class,
      problems = {"payment-not-found", "payment-not-quarantined", "payment-not-applicable"})
  public CompletionStage<Response> resolve(
      @Context HttpHeaders headers, @PathParam("id") String id, ResolvePaymentRequest request) {
    return commands.submit(headers, request.toCommand(seriesOf(id), id));
  }

  /** One payment. */
  @GET
  @Needs(Right.READ)
  @Path("/{id}")
  @Gives(problems = "payment-not-found")
  public CompletionStage<PaymentView> get(@PathParam("id") String id) {
    return payments
        .find(seriesOf(id), id)
        .thenApply(payment -> payment.orElseThrow(() -> notFound()));
  }

  /**
   * A page of payments by when they were recorded.
   *
   * @param outcome only those with this outcome
   */
  @GET
  @Needs(Right.READ)
  @Gives(problems = "unknown-series")
  public CompletionStage<Page<PaymentView>> list(
      @QueryParam("outcome") @OneOf({"applied", "duplicate", "held", "quarantined", "rejected"})
          @Nullable String outcome,
      @QueryParam("series") @Nullable String series,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    List<FieldError> errors =
        outcome == null || OUTCOMES.contains(outcome)
            ? List.of()
            : List.of(new FieldError("outcome", "must be " + String.join(" or ", OUTCOMES)));
    Map<String, String> equal = new LinkedHashMap<>();
    if (outcome != null) {
      equal.put("outcome", outcome);
    }
    if (series != null) {
      equal.put("series", SeriesCatalog.valid(series));
    }
    int size = Paging.limit(errors, limit);
    return payments.list(equal, size, after == null ? TimeCursor.START : TimeCursor.parse(after));
  }

  private static String seriesOf(String id) {
    return PaymentIds.seriesOf(id).orElseThrow(() -> notFound());
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(
            Rejection.of(
                OrderRejection.PAYMENT_NOT_FOUND, "no payment was received with this id")));
  }
}
