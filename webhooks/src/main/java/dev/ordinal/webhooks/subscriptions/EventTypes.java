package dev.ordinal.webhooks.subscriptions;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which types of event are in which topic. Those of subscriptions are in none: they hold secrets.
 */
final class EventTypes {

  /** Stands for all types. */
  static final String ALL = "*";

  private EventTypes() {}

  /** The topics with events of these types; types that this version does not know are in none. */
  static Set<String> topicsOf(List<String> eventTypes) {
    return Topics.EVENTS.entrySet().stream()
        .filter(topic -> !topic.getKey().equals(WebhookEvent.class))
        .filter(topic -> eventTypes.stream().anyMatch(type -> isIn(topic.getKey(), type)))
        .map(Map.Entry::getValue)
        .map(topic -> topic.name())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isIn(Class<? extends Event> family, String eventType) {
    Class<? extends Event> type = Families.eventType(eventType);
    return eventType.equals(ALL) || (type != null && family.isAssignableFrom(type));
  }
}
