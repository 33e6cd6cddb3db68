package dev.ordinal.orderapi.http;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
  @Produces("text/html;charset=utf-8;qs=1")
  public String listPage() {
    return ProblemPages.list(TYPES);
  }

  /** All problems. */
  @GET
  @Produces(MediaType.APPLICATION_JSON + ";qs=0.9")
  public List<ProblemType> list() {
    return TYPES;
  }

  /** One problem as a page. */
  @GET
  @Path("/{code}")
  @Produces("text/html;charset=utf-8;qs=1")
  public String page(@PathParam("code") String code) {
    return ProblemPages.one(find(code));
  }

  /** One problem. */
  @GET
  @Path("/{code}")
  @Produces(MediaType.APPLICATION_JSON + ";qs=0.9")
  public ProblemType get(@PathParam("code") String code) {
    return find(code);
  }

  private static ProblemType find(String code) {
    return TYPES.stream()
        .filter(type -> type.code().equals(code))
        .findFirst()
        .orElseThrow(() -> ApiProblem.NOT_FOUND.because("no problem has this code"));
  }
}
