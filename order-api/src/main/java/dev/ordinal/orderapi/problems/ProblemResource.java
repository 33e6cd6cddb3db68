package dev.ordinal.orderapi.problems;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.http.ApiProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Explains every problem there is, to people and to machines. */
@Path("/problems")
public final class ProblemResource {

  private static final List<ProblemType> TYPES =
      Stream.concat(Families.REJECTIONS.stream(), Arrays.stream(ApiProblem.values()))
          .map(RejectionCode::type)
          .sorted(Comparator.comparing(ProblemType::code))
          .toList();

  /** All problems as a page. */
  @GET
  @Needs(Right.NONE)
  @Produces("text/html;charset=utf-8;qs=1")
  public Response listPage() {
    return page(ProblemPages.list(TYPES));
  }

  /** All problems. */
  @GET
  @Needs(Right.NONE)
  @Produces(MediaType.APPLICATION_JSON + ";qs=0.9")
  public List<ProblemType> list() {
    return TYPES;
  }

  /** One problem as a page. */
  @GET
  @Needs(Right.NONE)
  @Path("/{code}")
  @Produces("text/html;charset=utf-8;qs=1")
  public Response onePage(@PathParam("code") String code) {
    return page(ProblemPages.one(find(code)));
  }

  /** One problem. */
  @GET
  @Needs(Right.NONE)
  @Path("/{code}")
  @Produces(MediaType.APPLICATION_JSON + ";qs=0.9")
  public ProblemType get(@PathParam("code") String code) {
    return find(code);
  }

  private static Response page(String page) {
    return Response.ok(page).header("Content-Security-Policy", ProblemPages.POLICY).build();
  }

  private static ProblemType find(String code) {
    return TYPES.stream()
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(() -> ApiProblem.NOT_FOUND.because("no problem has this code"));
  }
}
