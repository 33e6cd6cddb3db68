package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.Flag;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.RequestBody;
import dev.ordinal.orderapi.openapi.Gives;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Taking over existing numbers over HTTP. */
@Path("/series/{code}/import")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {

  /** Imports in hand at once: each takes some ten times its file in memory. */
  private static final int AT_ONCE = 2;

  private final CommandEndpoint commands;
  private final Semaphore places = new Semaphore(AT_ONCE);

  public ImportResource(CommandEndpoint commands) {
    this.commands = commands;
  }

  /**
   * Imports the rows of a file, all or none; as a dry run, tells what that would do. Only the first
   * needs a key.
   *
   * @param dryRun whether only to tell
   */
  @POST
  @Needs(Right.ADMINISTER)
  @Consumes("text/csv")
  @Gives(
      body = ImportView.class,
      key = Gives.Key.OPTIONAL,
      problems = {"idempotency-key-missing", "unknown-series", "import-refused"})
  public CompletionStage<Response> importNumbers(
      @Context HttpHeaders headers,
      @PathParam("code") String code,
      @QueryParam("dryRun") @OneOf({"true", "false"}) @Nullable String dryRun,
      @QueryParam("reason") @Nullable String reason,
      InputStream body) {
    String series = SeriesCatalog.valid(code);
    boolean isDryRun = Flag.isTrue("dryRun", dryRun);
    String why = Reasons.valid(reason, "import of existing numbers");
    requireUtf8(headers.getMediaType());
    if (!places.tryAcquire()) {
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because(AT_ONCE + " imports are in hand, the bound");
    }
    CompletionStage<Response> answer;
    try {
      String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
      byte[] file = RequestBody.read(body, encoding, ImportCsv.MAX_BYTES);
      ImportNumbers command = new ImportNumbers(series, ImportCsv.read(file), isDryRun, why);
      answer =
          isDryRun
              ? commands.submitWithOptionalKey(headers, command)
              : commands.submit(headers, command);
    } catch (RuntimeException e) {
      places.release();
      throw e;
    }
    return answer.whenComplete((response, failure) -> places.release());
  }

  private static void requireUtf8(MediaType type) {
    String charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
    if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
      throw ApiProblem.UNSUPPORTED_MEDIA_TYPE.because("the file must be in UTF-8");
    }
  }
}
