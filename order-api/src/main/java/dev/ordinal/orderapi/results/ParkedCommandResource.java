package dev.ordinal.orderapi.results;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.kafka.CommandLog;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.Paging;
import dev.ordinal.orderapi.lists.TimeCursor;
import dev.ordinal.orderapi.openapi.Gives;
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
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Commands whose decision failed, for those who see to it that they are decided after all. */
@Path("/commands/parked")
@Produces(MediaType.APPLICATION_JSON)
public final class ParkedCommandResource {

  private static final TopicPartition DEAD_LETTERS =
      new TopicPartition(Topics.DEAD_LETTERS.name(), 0);

  private final CommandEndpoint endpoint;
  private final ParkedCommandReader commands;
  private final CommandLog log;

  public ParkedCommandResource(
      CommandEndpoint endpoint, ParkedCommandReader commands, CommandLog log) {
    this.endpoint = endpoint;
    this.commands = commands;
    this.log = log;
  }

  /** A page of parked commands by when they were parked. */
  @GET
  @Needs(Right.READ)
  @Gives
  public CompletionStage<Page<ParkedCommandView>> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
    int size = Paging.limit(List.of(), limit);
    return commands.list(size, after == null ? TimeCursor.START : TimeCursor.parse(after));
  }

  /**
   * Has a parked command decided. The answer is the one that its caller would have got, the problem
   * of a rejection included; it has a number of the time when it was accepted. However often a
   * command is tried, also by its caller under its own key, it is decided once.
   */
  @POST
  @Needs(Right.ADMINISTER)
  @Path("/{id}/retry")
  @Gives(
      status = {200, 201},
      body = Object.class,
      problems = {"command-not-found", "parked-command-gone", "read-model-unavailable"})
  public CompletionStage<Response> retry(
      @Context HttpHeaders headers, @PathParam("id") String text) {
    UUID id = CommandIds.parse(text);
    return endpoint.resubmit(headers, () -> find(id));
  }

  private CompletionStage<CommandEnvelope> find(UUID id) {
    return commands
        .find(id)
        .thenCompose(
            place -> {
              ParkedCommandReader.Place found =
                  place.orElseThrow(
                      () -> ApiProblem.COMMAND_NOT_FOUND.because("no parked command has this id"));
              if (!found.isWhole()) {
                throw ApiProblem.PARKED_COMMAND_GONE.because("it is larger than a dead letter");
              }
              return log.read(Map.of(DEAD_LETTERS, found.offset()));
            })
        .thenApply(
            records ->
                CommandLog.command(id, records.get(DEAD_LETTERS))
                    .orElseThrow(
                        () ->
                            ApiProblem.PARKED_COMMAND_GONE.because(
                                "its dead letter does not hold it")));
  }
}
