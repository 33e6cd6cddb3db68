package dev.ordinal.contracts.webhooks;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What happens to webhook subscriptions. These events are never delivered to a subscription: {@link
 * SecretSet} holds secrets.
 */
public sealed interface WebhookEvent extends Event {

  /** The subscription. */
  String subscriptionId();

  @Override
  default String owner() {
    return WebhookCommand.ownerOf(subscriptionId());
  }

  @Override
  default String subject() {
    return subscriptionId();
  }

  @Override
  default String source() {
    return "/webhook-subscriptions";
  }

  /**
   * There is a subscription, or it is another from now on.
   *
   * @param eventTypes wire names, or {@code *} alone for all
   * @param first whether there was none before
   */
  @JsonTypeName("webhooks.subscription-defined.v1")
  record SubscriptionDefined(
      String subscriptionId,
      String url,
      List<String> eventTypes,
      boolean enabled,
      boolean first,
      Instant definedAt,
      UUID commandId)
      implements WebhookEvent {

    public SubscriptionDefined {
      eventTypes = List.copyOf(eventTypes);
    }

    @Override
    public Instant time() {
      return definedAt;
    }
  }

  /**
   * Deliveries are signed with this from now on. An event of its own, so that no reply, no result
   * and no table holds it.
   */
  @JsonTypeName("webhooks.secret-set.v1")
  record SecretSet(String subscriptionId, WebhookSecret secret, Instant setAt, UUID commandId)
      implements WebhookEvent {

    @Override
    public Instant time() {
      return setAt;
    }
  }

  /** The subscription is no more. */
  @JsonTypeName("webhooks.subscription-removed.v1")
  record SubscriptionRemoved(String subscriptionId, Instant removedAt, UUID commandId)
      implements WebhookEvent {

    @Override
    public Instant time() {
      return removedAt;
    }
  }

  /**
   * Nothing is delivered until the subscription is defined anew; then it goes on with the event
   * that could not be delivered.
   *
   * @param detail what the last attempt met
   * @param eventId {@code ce_id} of the event that could not be delivered
   */
  @JsonTypeName("webhooks.subscription-disabled.v1")
  record SubscriptionDisabled(
      String subscriptionId,
      DisableReason reason,
      String detail,
      String eventId,
      Instant disabledAt,
      UUID commandId)
      implements WebhookEvent {

    @Override
    public Instant time() {
      return disabledAt;
    }
  }
}
