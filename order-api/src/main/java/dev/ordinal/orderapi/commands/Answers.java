package dev.ordinal.orderapi.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.Reply;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.Prefer;
import dev.ordinal.orderapi.http.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes HTTP answers of outcomes, the same to the first caller, to repeats and to later askers. */
public final class Answers {

  /** The header of an answer that was given before. */
  public static final String REPLAYED = "Idempotent-Replayed";

  /** What a writer's own 503 asks for: about as long as a stopped writer waits. */
  private static final long WRITER_PAUSE_SECONDS = 30;

  private final List<EventRenderer> renderers;

  public Answers(List<EventRenderer> renderers) {
    this.renderers = List.copyOf(renderers);
  }

  /**
   * The body of {@code GET /commands/{id}} and of a 202.
   *
   * @param result exactly the body that the caller of an accepted command got
   * @param problem the same for a rejected one, and for a parked one, which may still be decided
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CommandView(
      UUID commandId,
      @OneOf({"pending", "accepted", "rejected", "parked"}) String status,
      @Nullable Object result,
      @Nullable Problem problem) {}

  /** The answer to the command's caller. */
  public Response toCaller(Outcome outcome, Prefer prefer) {
    Response.ResponseBuilder response = response(outcome);
    if (prefer.applied() != null) {
      response.header(Prefer.APPLIED, prefer.applied());
    }
    if (outcome.reply() != null && outcome.reply().replayed()) {
      response.header(REPLAYED, true);
    }
    return response.build();
  }

  /** The answer to somebody who asks what became of the command. */
  public CommandView view(Outcome outcome) {
    Reply reply = outcome.reply();
    if (reply == null) {
      return new CommandView(outcome.commandId(), outcome.status(), null, null);
    }
    Rejection rejection = reply.rejection();
    return rejection == null
        ? new CommandView(outcome.commandId(), outcome.status(), render(reply).body(), null)
        : new CommandView(outcome.commandId(), outcome.status(), null, Problem.of(rejection));
  }

  private Response.ResponseBuilder response(Outcome outcome) {
    Reply reply = outcome.reply();
    if (reply == null) {
      return Response.accepted(view(outcome))
          .type(MediaType.APPLICATION_JSON_TYPE)
          .header(HttpHeaders.LOCATION, "/commands/" + outcome.commandId());
    }
    if (reply.rejection() != null) {
      return Response.fromResponse(Problem.of(reply.rejection()).toResponse(WRITER_PAUSE_SECONDS));
    }
    Rendered rendered = render(reply);
    return Response.status(rendered.status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(rendered.body())
        .header(HttpHeaders.LOCATION, rendered.location());
  }

  private Rendered render(Reply reply) {
    // The first event is what was asked for; what follows in the same step is its consequence.
    List<Event> events = reply.events();
    Event event = events.get(0);
    return renderers.stream()
        .filter(renderer -> renderer.family().isInstance(event))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nothing renders " + event.getClass()))
        .render(event, events.subList(1, events.size()));
  }
}
