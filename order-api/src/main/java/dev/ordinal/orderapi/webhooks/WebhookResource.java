package dev.ordinal.orderapi.webhooks;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.webhooks.WebhookCommand;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.RemoveSubscription;
import dev.ordinal.contracts.webhooks.WebhookRejection;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import dev.ordinal.orderapi.commands.Answers;
import dev.ordinal.orderapi.commands.CommandEndpoint;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.lists.Page;
import dev.ordinal.orderapi.lists.Paging;
import dev.ordinal.orderapi.openapi.Gives;
import dev.ordinal.orderapi.reads.ReadModel;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Webhook subscriptions over HTTP. */
@Path("/webhook-subscriptions")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {

  private static final int KEY_BYTES = 32;
  private static final int CREATED = 201;

  private final CommandEndpoint commands;
  private final WebhookReader subscriptions;
  private final boolean allowHttp;
  private final SecureRandom random = new SecureRandom();

  public WebhookResource(CommandEndpoint commands, ReadModel readModel, WebhookSettings settings) {
    this.commands = commands;
    this.subscriptions = new WebhookReader(readModel);
    this.allowHttp = settings.allowPrivateAddresses();
  }

  /** Defines a subscription, or defines it anew, which also enables what was disabled. */
  @PUT
  @Needs(Right.ADMINISTER)
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Gives(
      status = {201, 200},
      body = SubscriptionView.class)
  public CompletionStage<Response> define(
      @Context HttpHeaders headers, @PathParam("id") String id, PutSubscriptionRequest request) {
    if (!WebhookCommand.isId(id)) {
      throw ProblemException.invalid("id", "must be 1 to 64 ASCII letters, digits and hyphens");
    }
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    DefineSubscription command = request.toCommand(id, allowHttp, WebhookSecret.of(key));
    return commands
        .submitWithOptionalKey(headers, command)
        .thenApply(response -> command.secretMade() ? shown(response, command) : response);
  }

  /** One subscription. */
  @GET
  @Needs(Right.ADMINISTER)
  @Path("/{id}")
  @Gives(problems = "subscription-not-found")
  public CompletionStage<SubscriptionView> get(@PathParam("id") String id) {
    return subscriptions
        .find(known(id))
        .thenApply(subscription -> subscription.orElseThrow(() -> notFound()));
  }

  /** A page of subscriptions by id. */
  @GET
  @Needs(Right.ADMINISTER)
  @Gives
  public CompletionStage<Page<SubscriptionView>> list(
      @QueryParam("limit") @Nullable String limit, @QueryParam("after") @Nullable String after) {
    int size = Paging.limit(List.of(), limit);
    if (after != null && !WebhookCommand.isId(after)) {
      throw ProblemException.invalid("after", "must be the `next` of an earlier answer");
    }
    return subscriptions.list(size, after == null ? "" : after);
  }

  /** Ends a subscription. */
  @DELETE
  @Needs(Right.ADMINISTER)
  @Path("/{id}")
  @Gives(body = WebhookRenderer.Removed.class, problems = "subscription-not-found")
  public CompletionStage<Response> remove(
      @Context HttpHeaders headers, @PathParam("id") String id) {
    return commands.submitWithOptionalKey(headers, new RemoveSubscription(known(id)));
  }

  /**
   * The answer with the secret that was made for it: the only one that shows it. Replies carry
   * none, so whoever asks later, or repeats the request, does not get it.
   */
  private static Response shown(Response response, DefineSubscription command) {
    boolean isRepeat = response.getHeaders().containsKey(Answers.REPLAYED);
    return response.getStatus() == CREATED
            && !isRepeat
            && response.getEntity() instanceof SubscriptionView view
        ? Response.fromResponse(response).entity(view.withSecret(command.secret())).build()
        : response;
  }

  private static String known(String id) {
    if (!WebhookCommand.isId(id)) {
      throw notFound();
    }
    return id;
  }

  private static ProblemException notFound() {
    return new ProblemException(
        Problem.of(
            Rejection.of(
                WebhookRejection.SUBSCRIPTION_NOT_FOUND,
                "no webhook subscription was given this id")));
  }
}
