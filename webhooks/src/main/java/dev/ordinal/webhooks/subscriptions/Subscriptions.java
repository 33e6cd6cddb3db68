package dev.ordinal.webhooks.subscriptions;

import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subscriptions there are, folded from their events. Knows no Kafka; for one thread. */
final class Subscriptions {

  private final Map<String, Subscription> byId = new HashMap<>();

  /** Those there are now. */
  Collection<Subscription> all() {
    return List.copyOf(byId.values());
  }

  /**
   * Takes in what happened.
   *
   * @throws IllegalStateException on an event that cannot have happened
   */
  void evolve(WebhookEvent event) {
    String id = event.subscriptionId();
    Subscription known = byId.get(id);
    if (event instanceof SubscriptionDefined defined) {
      byId.put(id, defined(known, defined));
    } else if (known == null) {
      throw new IllegalStateException("there is no webhook subscription " + id);
    } else if (event instanceof SecretSet set) {
      byId.put(id, known.with(set.secret()));
    } else if (event instanceof SubscriptionDisabled) {
      byId.put(id, known.disabled());
    } else if (event instanceof SubscriptionRemoved) {
      byId.remove(id);
    } else {
      throw new IllegalStateException("no rule for " + event.getClass());
    }
  }

  private static Subscription defined(@Nullable Subscription known, SubscriptionDefined event) {
    Map<String, Instant> since = new HashMap<>();
    for (String topic : EventTypes.topicsOf(event.eventTypes())) {
      Instant before = known == null ? null : known.since().get(topic);
      since.put(topic, before == null ? event.definedAt() : before);
    }
    return new Subscription(
        event.subscriptionId(),
        event.commandId(),
        event.url(),
        event.eventTypes(),
        event.enabled(),
        since,
        known == null ? null : known.secret());
  }
}
