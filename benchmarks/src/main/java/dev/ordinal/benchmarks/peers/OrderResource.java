package dev.ordinal.benchmarks.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders over HTTP: the same request and the same answer as order-api's. */
@Path("/orders")
@Produces(MediaType.APPLICATION_JSON)
public final class OrderResource {

  private static final ZoneId ZONE = ZoneId.of("Africa/Lagos");
  private static final DateTimeFormatter PERIOD = DateTimeFormatter.ofPattern("yyyyMMdd");

  private final Numbering numbering;
  private final ObjectMapper json;
  private final Clock clock;

  OrderResource(Numbering numbering, ObjectMapper json, Clock clock) {
    this.numbering = numbering;
    this.json = json;
    this.clock = clock;
  }

  /** Places an order. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response place(@NotNull @Valid OrderRequest order)
      throws JsonProcessingException, InterruptedException {
    Instant now = clock.instant();
    String period = PERIOD.format(LocalDate.ofInstant(now, ZONE));
    try {
      String number = numbering.place(order.series(), period, json.writeValueAsString(order));
      View view =
          new View(
              number,
              order.series(),
              period,
              "placed",
              order.customer(),
              order.currency(),
              order.total(),
              order.lines(),
              order.paymentReference(),
              order.metadata(),
              now.toString());
      return Response.created(URI.create("/orders/" + number)).entity(view).build();
    } catch (SQLException e) {
      return Response.status(503).entity(Map.of("code", "not-numbered")).build();
    }
  }

  /** The answer. */
  record View(
      String number,
      String series,
      String period,
      String status,
      OrderRequest.@Nullable Customer customer,
      String currency,
      long totalAmount,
      List<OrderRequest.Line> lines,
      @Nullable String paymentReference,
      @Nullable Map<String, String> metadata,
      String placedAt) {}
}
