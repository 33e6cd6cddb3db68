package dev.ordinal.orderapi.results;

import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.Answers;
import dev.ordinal.orderapi.commands.CommandGateway;
import dev.ordinal.orderapi.commands.CommandStatus;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.openapi.Gives;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Commands and their outcomes over HTTP. */
@Path("/commands")
@Produces(MediaType.APPLICATION_JSON)
public final class CommandResource {

  private final CommandGateway gateway;
  private final CommandReader commands;
  private final Answers answers;

  public CommandResource(CommandGateway gateway, CommandReader commands, Answers answers) {
    this.gateway = gateway;
    this.commands = commands;
    this.answers = answers;
  }

  /** What became of a command. */
  @GET
  @Needs(Right.KEY)
  @Path("/{id}")
  @Gives(problems = {"command-not-found", "kafka-unavailable"})
  public CompletionStage<Answers.CommandView> get(@PathParam("id") String text) {
    UUID id = CommandIds.parse(text);
    Optional<CommandStatus> recalled = gateway.recall(id);
    // A parked command may have been decided since, through another instance.
    if (recalled.isPresent() && !recalled.get().text().equals("parked")) {
      return CompletableFuture.completedFuture(answers.view(recalled.get()));
    }
    return commands
        .find(id)
        .thenApply(status -> answers.view(status.orElseThrow(() -> notFound())));
  }

  private static ProblemException notFound() {
    return ApiProblem.COMMAND_NOT_FOUND.because("no command has this id");
  }
}
