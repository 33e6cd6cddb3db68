package dev.ordinal.orderapi.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.orderapi.http.ApiProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/**
 * Answers with all things of a view as CSV, page by page: however many there are, one page is in
 * memory. What is added behind the page being written is written too. Thread-safe.
 */
public final class CsvExport<V extends NumberedView> {

  /** The media type of the answer (RFC 4180, RFC 7111). */
  public static final String MEDIA_TYPE = "text/csv;charset=utf-8;header=present";

  private final NumberedReader<V> reader;
  private final String header;
  private final Function<V, String> row;
  private final Executor writers;

  /**
   * An export.
   *
   * @param header the first row, see {@link CsvRow}
   * @param row the row of one thing
   * @param writers runs the writing, which takes as long as the caller reads; not what runs the
   *     queries, since the writing waits for them. It bounds the exports in hand by rejecting.
   */
  public CsvExport(
      NumberedReader<V> reader, String header, Function<V, String> row, Executor writers) {
    this.reader = reader;
    this.header = header;
    this.row = row;
    this.writers = writers;
  }

  /**
   * All things with these columns, see {@link NumberedReader#list}. The answer begins once the
   * first page is read.
   *
   * <p>Fails with a {@link dev.ordinal.orderapi.http.ProblemException}: {@code too-many-in-flight},
   * or as reads do.
   *
   * @param fileName what browsers save it as
   */
  public CompletionStage<Response> all(Map<String, String> equal, String fileName) {
    return reader
        .list(equal, new Paging(Paging.MAX_LIMIT, Cursor.START))
        .thenApplyAsync(first -> response(out -> write(out, equal, first), fileName), writers)
        .exceptionallyCompose(CsvExport::refused);
  }

  private static Response response(StreamingOutput body, String fileName) {
    return Response.ok(body)
        .type(MEDIA_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"")
        .build();
  }

  private static CompletionStage<Response> refused(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return CompletableFuture.failedFuture(
        cause instanceof RejectedExecutionException
            ? ApiProblem.TOO_MANY_IN_FLIGHT.because("too many exports are being written")
            : cause);
  }

  private void write(OutputStream out, Map<String, String> equal, Page<V> first)
      throws IOException {
    Writer csv = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    csv.write(header);
    Page<V> page = first;
    writeRows(csv, page);
    while (page.next() != null) {
      Paging paging = new Paging(Paging.MAX_LIMIT, Cursor.parse(page.next()));
      page = reader.list(equal, paging).toCompletableFuture().join();
      writeRows(csv, page);
    }
    csv.flush();
  }

  private void writeRows(Writer csv, Page<V> page) throws IOException {
    for (V item : page.items()) {
      csv.write(row.apply(item));
    }
  }
}
