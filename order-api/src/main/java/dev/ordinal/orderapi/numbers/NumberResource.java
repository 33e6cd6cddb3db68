package dev.ordinal.orderapi.numbers;

import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Texts;
import dev.ordinal.orderapi.numbers.NumberView.NotGiven;
import dev.ordinal.orderapi.numbers.NumberView.Reason;
import dev.ordinal.orderapi.openapi.Gives;
import dev.ordinal.orderapi.reads.ReadModel;
import dev.ordinal.orderapi.series.SeriesCatalog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What became of any number, over HTTP. */
@Path("/numbers")
@Produces(MediaType.APPLICATION_JSON)
public final class NumberResource {

  private static final int MAX_LENGTH = 128;

  private final NumberReader numbers;
  private final SeriesCatalog series;

  public NumberResource(ReadModel readModel, SeriesCatalog series) {
    this.numbers = new NumberReader(readModel);
    this.series = series;
  }

  /** Who gave a number, or why nobody did; there is an answer to any text that could be one. */
  @GET
  @Needs(Right.READ)
  @Path("/{number}")
  @Gives(problems = "validation-failed")
  public CompletionStage<NumberView> get(@PathParam("number") String number) {
    if (number.length() > MAX_LENGTH || !Texts.printable(number).equals(number)) {
      throw ProblemException.invalid(
          "number", "must have 1 to " + MAX_LENGTH + " characters that can be printed");
    }
    Optional<String> code = series.ofNumber(number);
    return code.isPresent()
        ? numbers.explain(code.get(), number)
        : CompletableFuture.completedFuture(
            NotGiven.of(
                number,
                null,
                Reason.UNKNOWN_SERIES,
                "a number begins with the code of its series, a hyphen and a digit"));
  }
}
