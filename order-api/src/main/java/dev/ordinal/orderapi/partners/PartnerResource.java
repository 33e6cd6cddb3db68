package dev.ordinal.orderapi.partners;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.partners.PartnerRejection;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.lists.NumberedReader;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.Paging;
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
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Partners over HTTP. */
@Path("/partners")
@Produces(MediaType.APPLICATION_JSON)
public final class PartnerResource {

  private final CommandEndpoint commands;
  private final NumberedReader<PartnerView> partners;
  private final SeriesCatalog series;

  public PartnerResource(
      CommandEndpoint commands, NumberedReader<PartnerView> partners, SeriesCatalog series) {
    this.commands = commands;
    this.partners = partners;
    this.series = series;
  }

  /** The partners of the read model. */
  public static NumberedReader<PartnerView> reader(ReadModel readModel) {
    return new NumberedReader<>(
        readModel, "api.partners", Topics.PARTNER_EVENTS, new PartnerRowMapper());
  }

  /** Registers a partner. */
  @POST
  @Needs(Right.REGISTER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = 201,
      body = PartnerView.class,
      problems = {"unknown-series", "wrong-series-kind", "series-exhausted", "partner-exists"})
  public CompletionStage<Response> register(
      @Context HttpHeaders headers, RegisterPartnerRequest request) {
    String code = series.resolve(SeriesKind.PARTNER, request.series());
    return commands.submit(headers, request.toCommand(code));
  }

  /** One partner. */
  @GET
  @Needs(Right.READ)
  @Path("/{number}")
  @Gives(problems = "partner-not-found")
  public CompletionStage<PartnerView> get(@PathParam("number") String number) {
    String code = series.ofNumber(number).orElseThrow(() -> notFound());
    return partners.find(code, number).thenApply(partner -> partner.orElseThrow(() -> notFound()));
  }

  /** A page of partners in number order. */
  @GET
  @Needs(Right.READ)
  @Gives(problems = "unknown-series")
  public CompletionStage<Page<PartnerView>> list(
      @QueryParam("series") @Nullable String code,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    Map<String, String> equal =
        code == null ? Map.of() : Map.of("series", SeriesCatalog.valid(code));
    return partners.list(equal, Paging.of(List.of(), limit, after));
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(
            Rejection.of(PartnerRejection.PARTNER_NOT_FOUND, "no partner was given this number")));
  }
}
