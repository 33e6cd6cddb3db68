package dev.ordinal.orderapi.leads;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadCommand.ReleaseLead;
import dev.ordinal.contracts.leads.LeadCommand.RenewLease;
import dev.ordinal.contracts.leads.LeadRejection;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.Paging;
import dev.ordinal.orderapi.lists.TimeCursor;
import dev.ordinal.orderapi.openapi.Gives;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Leads over HTTP. */
@Path("/leads")
@Produces(MediaType.APPLICATION_JSON)
public final class LeadResource {

  private static final Set<String> STATUSES = Set.of("open", "claimed");

  private final CommandEndpoint commands;
  private final LeadReader leads;

  public LeadResource(CommandEndpoint commands, LeadReader leads) {
    this.commands = commands;
    this.leads = leads;
  }

  /** Creates a lead. */
  @POST
  @Needs(Right.WORK)
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(status = 201, body = LeadView.class, problems = "lead-exists")
  public CompletionStage<Response> create(@Context HttpHeaders headers, CreateLeadRequest request) {
    IdempotencyKey key = IdempotencyKey.of(headers.getRequestHeader(IdempotencyKey.HEADER));
    return commands.submit(headers, request.toCommand(idFor(key)));
  }

  /** Claims a lead. */
  @POST
  @Needs(Right.WORK)
  @Path("/{id}/claim")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = LeaseView.class,
      problems = {"lead-not-found", "lead-already-claimed", "already-waiting", "waitlist-full"})
  public CompletionStage<Response> claim(
      @Context HttpHeaders headers, @PathParam("id") String id, ClaimLeadRequest request) {
    return commands.submit(headers, request.toCommand(known(id)));
  }

  /** Lets a lease begin again. */
  @POST
  @Needs(Right.WORK)
  @Path("/{id}/renew")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = LeaseView.class,
      problems = {"lead-not-found", "stale-fencing-token"})
  public CompletionStage<Response> renew(
      @Context HttpHeaders headers, @PathParam("id") String id, LeaseRequest request) {
    return commands.submit(
        headers, new RenewLease(known(id), request.claimant(), request.fencingToken()));
  }

  /** Gives a lead back. */
  @POST
  @Needs(Right.WORK)
  @Path("/{id}/release")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      body = LeaseView.class,
      problems = {"lead-not-found", "stale-fencing-token"})
  public CompletionStage<Response> release(
      @Context HttpHeaders headers, @PathParam("id") String id, LeaseRequest request) {
    return commands.submit(
        headers, new ReleaseLead(known(id), request.claimant(), request.fencingToken()));
  }

  /** One lead. */
  @GET
  @Needs(Right.READ)
  @Path("/{id}")
  @Gives(problems = "lead-not-found")
  public CompletionStage<LeadView> get(@PathParam("id") String id) {
    return leads.find(known(id)).thenApply(lead -> lead.orElseThrow(() -> notFound()));
  }

  /** A page of leads by their creation. */
  @GET
  @Needs(Right.READ)
  @Gives
  public CompletionStage<Page<LeadView>> list(
      @QueryParam("status") @OneOf({"open", "claimed"}) @Nullable String status,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("after") @Nullable String after) {
    List<FieldError> errors =
        status == null || STATUSES.contains(status)
            ? List.of()
            : List.of(new FieldError("status", "must be open or claimed"));
    int size = Paging.limit(errors, limit);
    return leads.list(status, size, after == null ? TimeCursor.START : TimeCursor.parse(after));
  }

  /**
   * The id of the lead that this key creates. A repeat must find the first one's writer, and there
   * is no series to lead it there, so the id follows from the key.
   */
  static String idFor(IdempotencyKey key) {
    return UUID.nameUUIDFromBytes(("lead\0" + key.value()).getBytes(UTF_8)).toString();
  }

  /** The id, if it can be one. */
  static String known(String id) {
    if (!LeadCommand.isId(id)) {
      throw notFound();
    }
    return id;
  }

  /** No lead has the id that was asked for. */
  static ProblemException notFound() {
    return new ProblemException(
        Problem.of(Rejection.of(LeadRejection.LEAD_NOT_FOUND, "no lead was given this id")));
  }
}
