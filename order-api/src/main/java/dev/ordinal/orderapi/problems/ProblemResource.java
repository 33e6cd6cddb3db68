package dev.ordinal.orderapi.problems;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.ProblemTypes;
import dev.ordinal.orderapi.openapi.Gives;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Explains every problem there is, to people and to machines. */
@Path("/problems")
public final class ProblemResource {

  /** All problems as a page. */
  @GET
  @Needs(Right.NONE)
  @Produces("text/html;charset=utf-8;qs=1")
  @Gives(body = String.class)
  public Response listPage() {
    return page(ProblemPages.list(ProblemTypes.ALL));
  }

  /** All problems. */
  @GET
  @Needs(Right.NONE)
  @Produces(MediaType.APPLICATION_JSON + ";qs=0.9")
  @Gives
  public List<ProblemType> list() {
    return ProblemTypes.ALL;
  }

  /** One problem as a page. */
  @GET
  @Needs(Right.NONE)
  @Path("/{code}")
  @Produces("text/html;charset=utf-8;qs=1")
  @Gives(body = String.class, problems = "not-found")
  public Response onePage(@PathParam("code") String code) {
    return page(ProblemPages.one(find(code)));
  }

  /**
   * One problem.
   *
   * @param code such as {@code order-not-found}
   */
  @GET
  @Needs(Right.NONE)
  @Path("/{code}")
  @Produces(MediaType.APPLICATION_JSON + ";qs=0.9")
  @Gives(problems = "not-found")
  public ProblemType get(@PathParam("code") String code) {
    return find(code);
  }

  private static Response page(String page) {
    return Response.ok(page).header("Content-Security-Policy", ProblemPages.POLICY).build();
  }

  private static ProblemType find(String code) {
    return ProblemTypes.ALL.stream()
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(() -> ApiProblem.NOT_FOUND.because("no problem has this code"));
  }
}
