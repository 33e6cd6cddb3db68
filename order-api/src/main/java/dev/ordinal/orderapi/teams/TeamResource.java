package dev.ordinal.orderapi.teams;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.teams.TeamRejection;
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

/** Teams over HTTP. */
@Path("/teams")
@Produces(MediaType.APPLICATION_JSON)
public final class TeamResource {

  private final CommandEndpoint commands;
  private final NumberedReader<TeamView> teams;
  private final SeriesCatalog series;

  public TeamResource(CommandEndpoint commands, ReadModel readModel, SeriesCatalog series) {
    this.commands = commands;
    this.teams =
        new NumberedReader<>(readModel, "api.teams", Topics.TEAM_EVENTS, new TeamRowMapper());
    this.series = series;
  }

  /** Registers a team. */
  @POST
  @Needs(Right.REGISTER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = 201,
      body = TeamView.class,
      problems = {"unknown-series", "wrong-series-kind", "series-exhausted", "team-name-taken"})
  public CompletionStage<Response> register(
      @Context HttpHeaders headers, RegisterTeamRequest request) {
    String code = series.resolve(SeriesKind.TEAM, request.series());
    return commands.submit(headers, request.toCommand(code));
  }

  /** One team. */
  @GET
  @Needs(Right.READ)
  @Path("/{number}")
  @Gives(problems = "team-not-found")
  public CompletionStage<TeamView> get(@PathParam("number") String number) {
    String code = series.ofNumber(number).orElseThrow(() -> notFound());
    return teams.find(code, number).thenApply(team -> team.orElseThrow(() -> notFound()));
  }

  /** A page of teams in number order. */
  @GET
  @Needs(Right.READ)
  @Gives(problems = "unknown-series")
  public CompletionStage<Page<TeamView>> list(
      @QueryParam("series") @Nullable String code,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    Map<String, String> equal =
        code == null ? Map.of() : Map.of("series", SeriesCatalog.valid(code));
    return teams.list(equal, Paging.of(List.of(), limit, after));
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(Rejection.of(TeamRejection.TEAM_NOT_FOUND, "no team was given this number")));
  }
}
