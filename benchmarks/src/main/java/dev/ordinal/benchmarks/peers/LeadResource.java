package dev.ordinal.benchmarks.peers;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leads over HTTP: the same requests and statuses as order-api's. */
@Path("/leads")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LeadResource {

  private final Leads leads;

  LeadResource(Leads leads) {
    this.leads = leads;
  }

  /** Creates a lead. */
  @POST
  public Response create(@NotNull @Valid NewLead lead) throws SQLException {
    String id = UUID.randomUUID().toString();
    leads.create(id, lead.name());
    return Response.status(201).entity(Map.of("id", id, "status", "open")).build();
  }

  /** Claims a lead: 200 for who is told that it is theirs, 409 for the others. */
  @POST
  @Path("/{id}/claim")
  public Response claim(@PathParam("id") String id, @NotNull @Valid Claim claim)
      throws SQLException {
    return leads.claim(id, claim.claimant())
        ? Response.ok(Map.of("status", "claimed", "claimant", claim.claimant())).build()
        : Response.status(409).entity(Map.of("code", "lead-already-claimed")).build();
  }

  /** The body of {@code POST /leads}. */
  record NewLead(@NotNull @Size(min = 1, max = 200) String name, @Nullable String source) {}

  /** The body of {@code POST /leads/{id}/claim}. */
  record Claim(@NotNull @Size(min = 1, max = 200) String claimant) {}
}
