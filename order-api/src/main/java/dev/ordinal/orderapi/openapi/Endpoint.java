package dev.ordinal.orderapi.openapi;

import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A resource method as a request reaches it.
 *
 * @param verb such as {@code POST}
 * @param path such as <code>/orders/{number}/cancel</code>
 */
record Endpoint(
    Class<?> resource, Method method, String verb, String path, Right right, Gives gives) {

  /** All methods of a resource that a request can reach, in no particular order. */
  static Stream<Endpoint> of(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(method -> verb(method).map(verb -> of(resource, method, verb)).stream());
  }

  private static Endpoint of(Class<?> resource, Method method, String verb) {
    Path below = method.getAnnotation(Path.class);
    return new Endpoint(
        resource,
        method,
        verb,
        annotation(resource, Path.class).value() + (below == null ? "" : below.value()),
        annotation(method, Needs.class).value(),
        annotation(method, Gives.class));
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static <A extends java.lang.annotation.Annotation> A annotation(
      java.lang.reflect.AnnotatedElement element, Class<A> type) {
    return Objects.requireNonNull(
        element.getAnnotation(type), () -> element + " has no @" + type.getSimpleName());
  }

  /** Whether it leads to a command of the caller's, so that there is an idempotency key. */
  boolean isCommand() {
    return gives.key() != Gives.Key.NONE && !verb.equals("GET");
  }

  boolean isKeyRequired() {
    return gives.key() == Gives.Key.BY_METHOD && verb.equals("POST");
  }

  /** What the name of the resource class says: orders of OrderResource. */
  String operationId() {
    String resourceName = resource.getSimpleName().replaceFirst("Resource$", "");
    String methodName = method.getName();
    return Character.toLowerCase(resourceName.charAt(0))
        + resourceName.substring(1)
        + Character.toUpperCase(methodName.charAt(0))
        + methodName.substring(1);
  }

  /** The first segment of the path. */
  String tag() {
    return path.replaceFirst("^/([^/.]+).*", "$1");
  }

  /** The media type of the request body; null if there is none. */
  @Nullable String consumes() {
    Consumes consumes = method.getAnnotation(Consumes.class);
    return consumes == null ? null : consumes.value()[0];
  }

  /** The media type of the answer. */
  String produces() {
    Produces own = method.getAnnotation(Produces.class);
    Produces produces = own == null ? annotation(resource, Produces.class) : own;
    return produces.value()[0].replaceFirst(";.*", "");
  }

  /** The parameter that the request body becomes; null if there is none. */
  @Nullable Parameter body() {
    return Arrays.stream(method.getParameters())
        .filter(
            parameter ->
                !parameter.isAnnotationPresent(Context.class)
                    && !parameter.isAnnotationPresent(Suspended.class)
                    && !parameter.isAnnotationPresent(HeaderParam.class)
                    && !parameter.isAnnotationPresent(PathParam.class)
                    && !parameter.isAnnotationPresent(QueryParam.class))
        .findFirst()
        .orElse(null);
  }

  boolean hasQuery() {
    return Arrays.stream(method.getParameters())
        .anyMatch(parameter -> parameter.isAnnotationPresent(QueryParam.class));
  }

  /** Whether it asks something that takes time, such as the read model. */
  boolean isAsynchronous() {
    return method.getReturnType() == CompletionStage.class || method.getReturnType() == void.class;
  }

  /** The type of the answer's body; {@code Void} if there is none. */
  Type answer() {
    Type returned = method.getGenericReturnType();
    if (isAsynchronous() && returned instanceof ParameterizedType stage) {
      returned = stage.getActualTypeArguments()[0];
    }
    return returned == Response.class || returned == void.class ? gives.body() : returned;
  }
}
