package dev.ordinal.orderapi.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.orderapi.http.OneOf;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook subscription as callers see it; what is null is left out.
 *
 * @param enabled whether events are delivered
 * @param definedAt when it became what it is; what the caller sent last
 * @param disabled why and when the service that delivers disabled it; null if it did not
 * @param secret only in the 201 that answers the request for which it was made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubscriptionView(
    String id,
    String url,
    List<String> eventTypes,
    boolean enabled,
    Instant definedAt,
    @Nullable Disabled disabled,
    @Nullable WebhookSecret secret,
    UUID commandId) {

  /**
   * The end of deliveries.
   *
   * @param reason "gone" or "exhausted"
   * @param detail what the last attempt met
   * @param eventId the event that could not be delivered, which comes first once enabled again
   */
  public record Disabled(
      @OneOf({"gone", "exhausted"}) String reason, String detail, String eventId, Instant at) {}

  static SubscriptionView of(SubscriptionDefined event) {
    return new SubscriptionView(
        event.subscriptionId(),
        event.url(),
        event.eventTypes(),
        event.enabled(),
        event.definedAt(),
        null,
        null,
        event.commandId());
  }

  SubscriptionView withSecret(WebhookSecret made) {
    return new SubscriptionView(id, url, eventTypes, enabled, definedAt, disabled, made, commandId);
  }
}
