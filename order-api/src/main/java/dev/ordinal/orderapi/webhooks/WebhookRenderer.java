package dev.ordinal.orderapi.webhooks;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.webhooks.WebhookCommand;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Rendered;
import java.time.Instant;
import java.util.UUID;

/** What callers are told about what happened to a subscription. A secret is never told. */
public final class WebhookRenderer implements AnswerRenderer<WebhookCommand> {

  /** The end of a subscription. */
  record Removed(String id, String status, Instant removedAt, UUID commandId) {}

  @Override
  public Class<WebhookCommand> family() {
    return WebhookCommand.class;
  }

  @Override
  public Rendered render(WebhookCommand command, Fact fact) {
    if (fact instanceof SubscriptionDefined defined) {
      String address = "/webhook-subscriptions/" + defined.subscriptionId();
      SubscriptionView view = SubscriptionView.of(defined);
      return defined.first() ? new Rendered(201, address, view) : new Rendered(200, null, view);
    }
    if (fact instanceof SubscriptionRemoved removed) {
      return new Rendered(
          200,
          null,
          new Removed(
              removed.subscriptionId(), "removed", removed.removedAt(), removed.commandId()));
    }
    if (fact instanceof SubscriptionDisabled disabled) {
      return new Rendered(200, null, disabled);
    }
    throw new IllegalArgumentException("answers no command: " + fact.getClass());
  }
}
