package dev.ordinal.numberingstream.webhooks;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.DisableSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.RemoveSubscription;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.contracts.webhooks.WebhookRejection;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of webhook subscriptions: from state, command and context to events or a rejection. */
final class WebhookDecider {

  private WebhookDecider() {}

  /**
   * Decides a definition. The secret is an event of its own, which the reply does not tell.
   *
   * @param known the subscription as it stands; null if there is none
   */
  static Decision define(
      @Nullable WebhookState known, DefineSubscription command, DecisionContext context) {
    List<Event> events = new ArrayList<>();
    events.add(
        new SubscriptionDefined(
            command.subscriptionId(),
            command.url(),
            command.eventTypes(),
            command.enabled(),
            known == null,
            context.acceptedAt(),
            context.commandId()));
    if (known == null || !command.secretMade()) {
      events.add(
          new SecretSet(
              command.subscriptionId(),
              command.secret(),
              context.acceptedAt(),
              context.commandId()));
    }
    return new Decision.Accepted(events);
  }

  static Decision remove(
      @Nullable WebhookState known, RemoveSubscription command, DecisionContext context) {
    return known == null
        ? notFound(command.subscriptionId())
        : Decision.accepted(
            new SubscriptionRemoved(
                command.subscriptionId(), context.acceptedAt(), context.commandId()));
  }

  /** Decides what the service that delivers says, which may be about a definition of before. */
  static Decision disable(
      @Nullable WebhookState known, DisableSubscription command, DecisionContext context) {
    if (known == null) {
      return notFound(command.subscriptionId());
    }
    if (!known.enabled() || !known.definition().equals(command.definition())) {
      return Decision.rejected(
          Rejection.of(
              WebhookRejection.SUBSCRIPTION_CHANGED,
              "subscription %s is disabled or defined anew".formatted(command.subscriptionId())));
    }
    return Decision.accepted(
        new SubscriptionDisabled(
            command.subscriptionId(),
            command.reason(),
            command.detail(),
            command.eventId(),
            context.acceptedAt(),
            context.commandId()));
  }

  private static Decision notFound(String subscriptionId) {
    return Decision.rejected(
        Rejection.of(
            WebhookRejection.SUBSCRIPTION_NOT_FOUND,
            "there is no webhook subscription " + subscriptionId));
  }
}
