package dev.ordinal.orderapi.partners;

import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.lists.CsvExport;
import dev.ordinal.orderapi.lists.CsvRow;
import dev.ordinal.orderapi.lists.NumberedReader;
import dev.ordinal.orderapi.openapi.Gives;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** All partners for a spreadsheet. */
@Path("/partners.csv")
public final class PartnerCsvResource {

  static final String HEADER =
      CsvRow.of("number", "name", "company", "email", "phone", "registeredAt");

  private final CsvExport<PartnerView> export;

  public PartnerCsvResource(NumberedReader<PartnerView> partners, Executor writers) {
    this.export = new CsvExport<>(partners, HEADER, PartnerCsvResource::row, writers);
  }

  /** All partners of all series in number order. */
  @GET
  @Needs(Right.READ)
  @Produces(CsvExport.MEDIA_TYPE)
  @Gives(body = String.class)
  public CompletionStage<Response> all() {
    return export.all(Map.of(), "partners.csv");
  }

  static String row(PartnerView partner) {
    return CsvRow.of(
        partner.number(),
        partner.name(),
        partner.company(),
        partner.email(),
        partner.phone(),
        partner.registeredAt().toString());
  }
}
