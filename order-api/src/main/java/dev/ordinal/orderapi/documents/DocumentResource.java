package dev.ordinal.orderapi.documents;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.documents.DocumentCommand;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentRejection;
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

/** Documents and reservations over HTTP. */
@Path("/documents")
@Produces(MediaType.APPLICATION_JSON)
public final class DocumentResource {

  private static final List<String> STATUSES = List.of("reserved", "issued", "void");

  private final CommandEndpoint commands;
  private final NumberedReader<DocumentView> documents;
  private final SeriesCatalog series;

  public DocumentResource(CommandEndpoint commands, ReadModel readModel, SeriesCatalog series) {
    this.commands = commands;
    this.documents =
        new NumberedReader<>(
            readModel, "api.documents", Topics.DOCUMENT_EVENTS, new DocumentRowMapper());
    this.series = series;
  }

  /** Issues a document under the next number. */
  @POST
  @Needs(Right.WORK)
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = 201,
      body = DocumentView.class,
      problems = {"unknown-series", "wrong-series-kind", "series-exhausted"})
  public CompletionStage<Response> issue(@Context HttpHeaders headers, IssueRequest request) {
    return commands.submit(
        headers, request.toCommand(series.resolve(SeriesKind.DOCUMENT, request.series())));
  }

  /** Holds the next number for a draft. */
  @POST
  @Needs(Right.WORK)
  @Path("/reservations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = 201,
      body = DocumentView.class,
      problems = {"unknown-series", "wrong-series-kind", "series-exhausted"})
  public CompletionStage<Response> reserve(@Context HttpHeaders headers, ReserveRequest request) {
    return commands.submit(
        headers, request.toCommand(series.resolve(SeriesKind.DOCUMENT, request.series())));
  }

  /** Makes a document of a reservation. */
  @POST
  @Needs(Right.WORK)
  @Path("/{number}/confirm")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = DocumentView.class,
      problems = {
        "document-not-found",
        "reservation-expired",
        "document-already-void",
        "document-already-issued",
        "reservation-held-by-another"
      })
  public CompletionStage<Response> confirm(
      @Context HttpHeaders headers, @PathParam("number") String number, ConfirmRequest request) {
    return commands.submit(headers, request.toCommand(seriesOf(number), number));
  }

  /** Voids a document or a reservation; its number stays taken. */
  @POST
  @Needs(Right.WORK)
  @Path("/{number}/void")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = DocumentView.class,
      problems = {
        "document-not-found",
        "reservation-expired",
        "document-already-void",
        "reservation-held-by-another"
      })
  public CompletionStage<Response> makeVoid(
      @Context HttpHeaders headers, @PathParam("number") String number, VoidRequest request) {
    DocumentCommand end =
        new VoidDocument(seriesOf(number), number, request.reason(), request.holder());
    return commands.submit(headers, end);
  }

  /** One document or reservation. */
  @GET
  @Needs(Right.READ)
  @Path("/{number}")
  @Gives(problems = "document-not-found")
  public CompletionStage<DocumentView> get(@PathParam("number") String number) {
    return documents
        .find(seriesOf(number), number)
        .thenApply(document -> document.orElseThrow(() -> notFound()));
  }

  /** A page of documents and reservations by series, period and sequence. */
  @GET
  @Needs(Right.READ)
  @Gives(problems = "unknown-series")
  public CompletionStage<Page<DocumentView>> list(
      @QueryParam("series") @Nullable String code,
      @QueryParam("period") @Nullable String period,
      @QueryParam("status") @OneOf({"reserved", "issued", "void"}) @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    String known = code == null ? null : SeriesCatalog.valid(code);
    NumberedFilter filter = NumberedFilter.of(STATUSES, known, period, status, limit, after);
    return documents.list(filter.equal(), filter.paging());
  }

  private String seriesOf(String number) {
    return series.ofNumber(number).orElseThrow(() -> notFound());
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(
            Rejection.of(
                DocumentRejection.DOCUMENT_NOT_FOUND, "no document was given this number")));
  }
}
