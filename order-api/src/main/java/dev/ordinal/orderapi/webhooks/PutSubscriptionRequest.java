package dev.ordinal.orderapi.webhooks;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /webhook-subscriptions/{id}}.
 *
 * @param url https, at most 2,048 characters; http only where private addresses are allowed
 * @param eventTypes wire names such as {@code orders.placed.v1}, or {@code *} alone for all
 * @param secret {@code whsec_} and 24 to 64 bytes in Base64; made here if left out
 * @param enabled yes if left out
 */
public record PutSubscriptionRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 2_048) String url,
    @NotNull(message = "is required") @Size(min = 1, max = 100, message = "must have 1 to 100 event types") List<@NotNull(message = "is required") @Text(min = 1, max = 100) String> eventTypes,
    @Nullable @Text(max = 200) String secret,
    @Nullable Boolean enabled)
    implements JsonRequest {

  private static final String ALL = "*";

  /**
   * The command for the subscription with this id.
   *
   * @param allowHttp whether the receiver may be reached by plain HTTP
   * @param made the secret of a new subscription if the request has none
   * @throws ProblemException {@code validation-failed}, naming all that is wrong; never the secret
   */
  DefineSubscription toCommand(String id, boolean allowHttp, WebhookSecret made) {
    List<FieldError> errors = new ArrayList<>();
    String complaint = ReceiverUrl.complaint(url, allowHttp);
    if (complaint != null) {
      errors.add(new FieldError("/url", complaint));
    }
    checkTypes(errors);
    if (secret != null && !WebhookSecret.isSecret(secret)) {
      errors.add(new FieldError("/secret", "must be whsec_ and 24 to 64 bytes in Base64"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
    return new DefineSubscription(
        id,
        url,
        eventTypes,
        !Boolean.FALSE.equals(enabled),
        secret == null ? made : new WebhookSecret(secret),
        secret == null);
  }

  @Override
  public String toString() {
    return "PutSubscriptionRequest[eventTypes=" + eventTypes + ", enabled=" + enabled + "]";
  }

  private void checkTypes(List<FieldError> errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < eventTypes.size(); i++) {
      String type = eventTypes.get(i);
      if (type.equals(ALL) ? eventTypes.size() > 1 : !isDelivered(type)) {
        errors.add(
            new FieldError(
                "/eventTypes/" + i,
                "must be a type of event such as orders.placed.v1, or * alone"));
      } else if (!seen.add(type)) {
        errors.add(new FieldError("/eventTypes/" + i, "is there twice"));
      }
    }
  }

  /** What happens to subscriptions is told to none: it holds secrets. */
  private static boolean isDelivered(String type) {
    var event = Families.eventType(type);
    return event != null && !WebhookEvent.class.isAssignableFrom(event);
  }
}
