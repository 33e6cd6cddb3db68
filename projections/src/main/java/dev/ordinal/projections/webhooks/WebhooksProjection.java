package dev.ordinal.projections.webhooks;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Keeps the table {@code webhook_subscriptions}, which knows no secret. */
public final class WebhooksProjection implements Projection {

  private static final String CREATE =
      "INSERT INTO webhook_subscriptions (subscription_id, url, event_types, enabled, defined_at,"
          + " command_id) VALUES (:id, :url, :eventTypes, :enabled, :definedAt, :commandId)";

  private static final String CHANGE =
      "UPDATE webhook_subscriptions SET url = :url, event_types = :eventTypes, enabled = :enabled,"
          + " defined_at = :definedAt, command_id = :commandId, disabled_reason = NULL,"
          + " disabled_detail = NULL, disabled_event_id = NULL, disabled_at = NULL"
          + " WHERE subscription_id = :id";

  private static final String DISABLE =
      "UPDATE webhook_subscriptions SET enabled = false, disabled_reason = :reason,"
          + " disabled_detail = :detail, disabled_event_id = :eventId, disabled_at = :disabledAt"
          + " WHERE subscription_id = :id AND enabled";

  private static final String REMOVE =
      "DELETE FROM webhook_subscriptions WHERE subscription_id = :id";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(new Feed<>(Topics.WEBHOOK_EVENTS, WebhooksProjection::fold));
  }

  private static void fold(Handle tx, List<LogEntry<WebhookEvent>> entries) {
    for (LogEntry<WebhookEvent> entry : entries) {
      if (entry.value() instanceof SecretSet) {
        continue;
      }
      try (Update update = update(tx, entry)) {
        if (update.bind("id", entry.value().subscriptionId()).execute() != 1) {
          throw new ImpossibleRecordException(
              entry,
              "subscription " + entry.value().subscriptionId() + " is not where this can happen");
        }
      }
    }
  }

  private static Update update(Handle tx, LogEntry<WebhookEvent> entry) {
    WebhookEvent event = entry.value();
    if (event instanceof SubscriptionDefined defined) {
      return tx.createUpdate(defined.first() ? CREATE : CHANGE)
          .bind("url", defined.url())
          .bindArray("eventTypes", String.class, defined.eventTypes())
          .bind("enabled", defined.enabled())
          .bind("definedAt", defined.definedAt())
          .bind("commandId", defined.commandId());
    }
    if (event instanceof SubscriptionDisabled disabled) {
      return tx.createUpdate(DISABLE)
          .bind("reason", disabled.reason().name().toLowerCase(Locale.ROOT))
          .bind("detail", disabled.detail())
          .bind("eventId", disabled.eventId())
          .bind("disabledAt", disabled.disabledAt());
    }
    if (event instanceof SubscriptionRemoved) {
      return tx.createUpdate(REMOVE);
    }
    throw new ImpossibleRecordException(entry, "no fold for " + event.getClass());
  }
}
