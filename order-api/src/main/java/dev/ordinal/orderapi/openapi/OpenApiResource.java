package dev.ordinal.orderapi.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/** This document. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

  private final ResourceConfig config;
  private @Nullable Document document;

  private record Document(String json, EntityTag tag) {}

  /**
   * The document of all resources, made when it is first asked for.
   *
   * @param config where they are registered, this one among them
   */
  public OpenApiResource(ResourceConfig config) {
    this.config = config;
  }

  /** This document, in OpenAPI 3.1. */
  @GET
  @Needs(Right.NONE)
  @Gives(
      status = {200, 304},
      body = Object.class)
  public Response get(@Context Request request) {
    Document current = document();
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(current.tag());
    Response.ResponseBuilder answer =
        unchanged == null ? Response.ok(current.json()).tag(current.tag()) : unchanged;
    return answer.header("Cache-Control", "no-cache").build();
  }

  private synchronized Document document() {
    if (document == null) {
      String json = OpenApiDocument.of(resources()).toString();
      UUID hash = UUID.nameUUIDFromBytes(json.getBytes(UTF_8));
      document = new Document(json, new EntityTag(hash.toString()));
    }
    return document;
  }

  /** Dropwizard registers an object as its class and a binding. */
  private List<Class<?>> resources() {
    return config.getClasses().stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .toList();
  }
}
