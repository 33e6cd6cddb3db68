package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesRejection;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.openapi.Gives;
import dev.ordinal.orderapi.reads.ReadModel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Series and their sequences over HTTP. */
@Path("/series")
@Produces(MediaType.APPLICATION_JSON)
public final class SeriesResource {

  private final CommandEndpoint commands;
  private final SeriesReader series;

  public SeriesResource(CommandEndpoint commands, ReadModel readModel) {
    this.commands = commands;
    this.series = new SeriesReader(readModel, Clock.systemUTC());
  }

  /** All series; there are few, so there are no pages. */
  record SeriesList(List<SeriesDefinition> items) {}

  /** All series. */
  @GET
  @Needs(Right.READ)
  @Gives
  public CompletionStage<SeriesList> list() {
    return series.list().thenApply(SeriesList::new);
  }

  /** One series. */
  @GET
  @Needs(Right.READ)
  @Path("/{code}")
  @Gives(problems = {"series-not-found", "unknown-series"})
  public CompletionStage<SeriesDefinition> get(@PathParam("code") String code) {
    return found(series.find(SeriesCatalog.valid(code)), code);
  }

  /** Defines a series, or defines it anew. */
  @PUT
  @Needs(Right.ADMINISTER)
  @Path("/{code}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = {201, 200},
      body = SeriesDefinition.class,
      problems = {"unknown-series", "series-in-use", "invalid-pattern", "sequence-out-of-range"})
  public CompletionStage<Response> define(
      @Context HttpHeaders headers, @PathParam("code") String code, PutSeriesRequest request) {
    return commands.submitWithOptionalKey(headers, request.toCommand(SeriesCatalog.valid(code)));
  }

  /**
   * How far a sequence is.
   *
   * @param period such as {@code 20101201} or {@code 2010-12}; left out for a series that never
   *     resets
   */
  @GET
  @Needs(Right.READ)
  @Path("/{code}/sequence")
  @Gives(problems = {"series-not-found", "unknown-series"})
  public CompletionStage<SequenceView> sequence(
      @PathParam("code") String code, @QueryParam("period") @Nullable String period) {
    return found(series.sequence(SeriesCatalog.valid(code), period == null ? "" : period), code);
  }

  /** Skips numbers, with a reason. */
  @POST
  @Needs(Right.ADMINISTER)
  @Path("/{code}/sequence/reset")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = SequenceReset.class,
      problems = {
        "unknown-series",
        "invalid-period",
        "sequence-out-of-range",
        "sequence-moved",
        "would-reissue"
      })
  public CompletionStage<Response> reset(
      @Context HttpHeaders headers, @PathParam("code") String code, ResetSequenceRequest request) {
    return commands.submit(headers, request.toCommand(SeriesCatalog.valid(code)));
  }

  /**
   * Raises a sequence to the highest number that the read model knows, after a restore.
   *
   * @param period such as {@code 20101201} or {@code 2010-12}; that of now if left out
   */
  @POST
  @Needs(Right.ADMINISTER)
  @Path("/{code}/sequence/sync")
  @Gives(
      body = SequenceAdvanced.class,
      problems = {
        "series-not-found",
        "unknown-series",
        "invalid-period",
        "sequence-out-of-range",
        "validation-failed",
        "read-model-unavailable"
      })
  public CompletionStage<Response> sync(
      @Context HttpHeaders headers,
      @PathParam("code") String code,
      @QueryParam("period") @Nullable String period,
      @QueryParam("reason") @Nullable String reason) {
    String why = Reasons.valid(reason, "sync with the read model");
    IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
    return found(series.known(SeriesCatalog.valid(code), period), code)
        .thenCompose(
            known ->
                commands.submit(
                    headers,
                    new SyncSequence(
                        code, known.period(), known.current(), why, period == null ? true : null)));
  }

  private static <T> CompletionStage<T> found(CompletionStage<Optional<T>> thing, String code) {
    return thing.thenApply(
        found ->
            found.orElseThrow(
                () ->
                    new ProblemException(
                        Problem.of(
                            Rejection.of(
                                SeriesRejection.SERIES_NOT_FOUND, "there is no series " + code)))));
  }
}
