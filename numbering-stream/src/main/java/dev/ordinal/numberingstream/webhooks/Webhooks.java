package dev.ordinal.numberingstream.webhooks;

import dev.ordinal.contracts.webhooks.WebhookCommand;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.DisableSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.RemoveSubscription;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Table;

/** Webhook subscriptions as a capability of the stream. They take no numbers. */
public final class Webhooks implements Capability<WebhookCommand, WebhookEvent> {

  private static final Table.Spec<WebhookState> SUBSCRIPTIONS =
      new Table.Spec<>("webhook-subscriptions", WebhookState.class);

  @Override
  public Class<WebhookCommand> commands() {
    return WebhookCommand.class;
  }

  @Override
  public Class<WebhookEvent> events() {
    return WebhookEvent.class;
  }

  @Override
  public Handler<WebhookCommand, WebhookEvent> open(Table.Source tables) {
    return new WebhookHandler(tables.open(SUBSCRIPTIONS));
  }

  private record WebhookHandler(Table<WebhookState> subscriptions)
      implements Handler<WebhookCommand, WebhookEvent> {

    @Override
    public Decision decide(WebhookCommand command, DecisionContext context) {
      WebhookState known = subscriptions.get(command.subscriptionId());
      if (command instanceof DefineSubscription define) {
        return WebhookDecider.define(known, define, context);
      }
      if (command instanceof RemoveSubscription remove) {
        return WebhookDecider.remove(known, remove, context);
      }
      if (command instanceof DisableSubscription disable) {
        return WebhookDecider.disable(known, disable, context);
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public void evolve(WebhookEvent event) {
      String id = event.subscriptionId();
      WebhookState known = subscriptions.get(id);
      if (event instanceof SubscriptionDefined defined) {
        if (defined.first() != (known == null)) {
          throw new IllegalStateException(id + " is defined for the first time twice");
        }
        subscriptions.put(id, new WebhookState(defined.commandId(), defined.enabled()));
      } else if (known == null) {
        throw new IllegalStateException("there is no webhook subscription " + id);
      } else if (event instanceof SubscriptionRemoved) {
        subscriptions.remove(id);
      } else if (event instanceof SubscriptionDisabled) {
        if (!known.enabled()) {
          throw new IllegalStateException(id + " is disabled twice");
        }
        subscriptions.put(id, new WebhookState(known.definition(), false));
      } else if (!(event instanceof SecretSet)) {
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }
  }
}
