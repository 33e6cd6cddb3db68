package dev.ordinal.orderapi.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.BulkDecided;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.Prefer;
import dev.ordinal.orderapi.http.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes HTTP answers of outcomes, the same to the first caller, to repeats and to later askers. */
public final class Answers {

  /** The header of an answer that was given before. */
  public static final String REPLAYED = "Idempotent-Replayed";

  /** What a writer's own 503 asks for: about as long as a stopped writer waits. */
  private static final long WRITER_PAUSE_SECONDS = 30;

  private final List<AnswerRenderer<?>> renderers;

  public Answers(List<AnswerRenderer<?>> renderers) {
    this.renderers = List.copyOf(renderers);
  }

  /**
   * The body of {@code GET /commands/{id}} and of a 202.
   *
   * @param result exactly the body that the caller of an accepted command got; left out once what
   *     was asked has left the log, after a week
   * @param problem the same for a rejected one, and for a parked one, which may still be decided;
   *     left out once it has left the log, after a month
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CommandView(
      UUID commandId,
      @OneOf({"pending", "accepted", "rejected", "parked"}) String status,
      @Nullable Object result,
      @Nullable Problem problem) {}

  /** The answer to the command's caller. */
  public Response toCaller(CommandStatus status, Prefer prefer) {
    Response.ResponseBuilder response = response(status);
    if (prefer.applied() != null) {
      response.header(Prefer.APPLIED, prefer.applied());
    }
    if (status.outcome() != null && status.outcome().replayed()) {
      response.header(REPLAYED, true);
    }
    return response.build();
  }

  /** The answer to somebody who asks what became of the command. */
  public CommandView view(CommandStatus status) {
    Outcome outcome = status.outcome();
    Fact fact = outcome == null ? null : outcome.fact();
    Rejection rejection = outcome == null ? null : outcome.rejection();
    return new CommandView(
        status.commandId(),
        status.text(),
        fact == null || status.command() == null ? null : render(status.command(), fact).body(),
        rejection == null ? null : Problem.of(rejection));
  }

  private Response.ResponseBuilder response(CommandStatus status) {
    Outcome outcome = status.outcome();
    if (outcome == null) {
      return Response.accepted(view(status))
          .type(MediaType.APPLICATION_JSON_TYPE)
          .header(HttpHeaders.LOCATION, "/commands/" + status.commandId());
    }
    if (outcome.rejection() != null) {
      return Response.fromResponse(
          Problem.of(outcome.rejection()).toResponse(WRITER_PAUSE_SECONDS));
    }
    Rendered rendered =
        render(
            Objects.requireNonNull(status.command(), "a caller has the command"),
            Objects.requireNonNull(outcome.fact(), "what is not rejected has a fact"));
    return Response.status(rendered.status())
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(rendered.body())
        .header(HttpHeaders.LOCATION, rendered.location());
  }

  /**
   * The answers to the commands of a bulk, in their order.
   *
   * @param status of a bulk
   */
  public List<BulkItem> items(CommandStatus status) {
    Bulk bulk = (Bulk) Objects.requireNonNull(status.command(), "a caller has the command");
    Outcome outcome = status.outcome();
    Rejection parked = outcome == null ? null : outcome.rejection();
    if (outcome != null && outcome.fact() instanceof BulkDecided decided) {
      return items(bulk, decided);
    }
    BulkItem all =
        parked == null
            ? new BulkItem(202, null, null, null, status.commandId())
            : BulkItem.of(Problem.of(parked));
    return Collections.nCopies(bulk.items().size(), all);
  }

  private List<BulkItem> items(Bulk bulk, BulkDecided decided) {
    List<BulkItem> items = new ArrayList<>();
    for (int i = 0; i < bulk.items().size(); i++) {
      Outcome outcome = decided.outcomes().get(i);
      Fact fact = outcome.fact();
      if (fact == null) {
        items.add(BulkItem.of(Problem.of(Objects.requireNonNull(outcome.rejection()))));
      } else {
        Rendered rendered = render(bulk.items().get(i).command(), fact);
        Boolean replayed = outcome.replayed() ? true : null;
        items.add(new BulkItem(rendered.status(), replayed, rendered.body(), null, null));
      }
    }
    return items;
  }

  private Rendered render(Command command, Fact fact) {
    if (command instanceof Bulk bulk && fact instanceof BulkDecided decided) {
      return new Rendered(200, null, items(bulk, decided));
    }
    return renderers.stream()
        .filter(renderer -> renderer.family().isInstance(command))
        .findFirst()
        .map(renderer -> render(renderer, command, fact))
        .orElseThrow(() -> new IllegalStateException("nothing renders " + command.getClass()));
  }

  private static <C extends Command> Rendered render(
      AnswerRenderer<C> renderer, Command command, Fact fact) {
    return renderer.render(renderer.family().cast(command), fact);
  }
}
