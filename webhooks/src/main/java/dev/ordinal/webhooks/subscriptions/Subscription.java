package dev.ordinal.webhooks.subscriptions;

import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.webhooks.delivery.Receiver;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as the log tells it.
 *
 * @param definition the command that defined it last
 * @param eventTypes wire names, or {@code *} alone
 * @param since the topics that it reads, each with the time from which on it does: that of the
 *     definition that added the topic
 * @param secret null only between the two events of its first definition
 */
record Subscription(
    String id,
    UUID definition,
    String url,
    List<String> eventTypes,
    boolean enabled,
    Map<String, Instant> since,
    @Nullable WebhookSecret secret) {

  Subscription {
    eventTypes = List.copyOf(eventTypes);
    since = Map.copyOf(since);
  }

  /** Whether events can be delivered. */
  boolean isDelivered() {
    return enabled && secret != null && !since.isEmpty();
  }

  /** Where they are delivered to. */
  Receiver receiver() {
    return new Receiver(URI.create(url), Objects.requireNonNull(secret, "not delivered"));
  }

  /** The topics that it reads. */
  Set<String> topics() {
    return since.keySet();
  }

  /** Whether it wants events of this type. */
  boolean wants(String eventType) {
    return eventTypes.contains(EventTypes.ALL) || eventTypes.contains(eventType);
  }

  Subscription with(WebhookSecret newSecret) {
    return new Subscription(id, definition, url, eventTypes, enabled, since, newSecret);
  }

  Subscription disabled() {
    return new Subscription(id, definition, url, eventTypes, false, since, secret);
  }
}
