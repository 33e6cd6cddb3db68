package dev.ordinal.orderapi.openapi;

import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.http.ApiProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The document for people: Swagger UI, from the class path alone. */
@Path("/docs")
public final class DocsResource {

  /**
   * Nothing but what is served here. Swagger UI draws its icons from data URIs; styles that scripts
   * set one by one need no permission.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String VERSION = version();
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/" + VERSION + "/";

  /** What is served, and as what: of Swagger UI only the files that the page names. */
  private static final Map<String, String> TYPES =
      Map.of(
          "swagger-ui.css", "text/css",
          "swagger-ui-bundle.js", "text/javascript",
          "favicon-32x32.png", "image/png",
          "docs.js", "text/javascript");

  /** This documentation as pages to click through, where calls can be tried with a key. */
  @GET
  @Needs(Right.NONE)
  @Produces("text/html;charset=utf-8")
  @Gives(body = String.class)
  public Response page() {
    return Response.ok(open("/docs/docs.html"))
        .header("Content-Security-Policy", POLICY)
        .header("Cache-Control", "no-cache")
        .build();
  }

  /**
   * A file of the documentation.
   *
   * @param file its name
   */
  @GET
  @Needs(Right.NONE)
  @Path("/{file}")
  @Produces("*/*")
  @Gives(
      status = {200, 304},
      body = String.class,
      problems = "not-found")
  public Response file(@Context Request request, @PathParam("file") String file) {
    String type = TYPES.get(file);
    if (type == null) {
      throw ApiProblem.NOT_FOUND.because("the documentation has no such file");
    }
    if (file.equals("docs.js")) {
      return Response.ok(open("/docs/docs.js"), type).header("Cache-Control", "no-cache").build();
    }
    EntityTag tag = new EntityTag(VERSION);
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder answer =
        unchanged == null ? Response.ok(open(WEBJAR + file), type).tag(tag) : unchanged;
    return answer.header("Cache-Control", "no-cache").build();
  }

  private static InputStream open(String path) {
    return Objects.requireNonNull(DocsResource.class.getResourceAsStream(path), path);
  }

  /** Of the Swagger UI on the class path. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream file = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
