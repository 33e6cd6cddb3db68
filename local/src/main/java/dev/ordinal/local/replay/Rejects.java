package dev.ordinal.local.replay;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.ordinal.local.client.ClientFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The report of what did not become an order, as CSV: line, InvoiceNo, reason. First come the rows
 * of the file that are no part of an order, then the orders that the API refused, with their first
 * line. Thread-safe.
 */
final class Rejects implements Closeable {

  private final Path file;
  private final SequenceWriter writer;

  private Rejects(Path file, SequenceWriter writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Begins the report in {@code file}, in place of one that is there.
   *
   * @throws ClientFailure if it cannot be written
   */
  static Rejects create(Path file) throws ClientFailure {
    CsvSchema schema =
        CsvSchema.builder().addColumn("line").addColumn("InvoiceNo").addColumn("reason").build();
    try {
      return new Rejects(
          file,
          new CsvMapper().writer(schema.withHeader()).writeValues(Files.newBufferedWriter(file)));
    } catch (IOException e) {
      throw ClientFailure.badInput(file + " cannot be written: " + e);
    }
  }

  /** Adds the rows of the file that are no part of an order, and puts them on disk. */
  void addAll(List<Row.NotAnOrder> rows) throws IOException {
    for (Row.NotAnOrder row : rows) {
      add(row.line(), row.invoice(), row.reason());
    }
    flush();
  }

  /** Adds one line to the report. */
  synchronized void add(long line, String invoice, String reason) throws IOException {
    writer.write(List.of(Long.toString(line), invoice, reason));
  }

  /** Puts on disk what was added, so that a run that breaks leaves its report. */
  synchronized void flush() throws IOException {
    writer.flush();
  }

  Path file() {
    return file;
  }

  @Override
  public synchronized void close() throws IOException {
    writer.close();
  }
}
