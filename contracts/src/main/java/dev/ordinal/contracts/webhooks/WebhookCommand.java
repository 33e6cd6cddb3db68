package dev.ordinal.contracts.webhooks;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Command;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What can be asked of webhook subscriptions. Each is an owner of its own, so they spread over
 * partitions.
 */
public sealed interface WebhookCommand extends Command {

  /** The subscription, see {@link #isId}. */
  String subscriptionId();

  @Override
  default String owner() {
    return ownerOf(subscriptionId());
  }

  /** The owner that decides for this subscription: {@code webhook:{id}}. */
  static String ownerOf(String subscriptionId) {
    return "webhook:" + subscriptionId;
  }

  /** Whether this can be a subscription's id: 1 to 64 ASCII letters, digits and hyphens. */
  static boolean isId(String text) {
    return text.matches("[A-Za-z0-9-]{1,64}");
  }

  /**
   * Asks for a subscription, or for another definition of one. A definition enables again what was
   * disabled, unless it says otherwise.
   *
   * @param url where events are posted to
   * @param eventTypes wire names, at least one, or {@code *} alone for all
   * @param enabled whether events are delivered; while not, they wait
   * @param secret what deliveries are signed with
   * @param secretMade whether the API made the secret since the caller gave none; then it counts
   *     for a new subscription only, and one that has a secret keeps it
   */
  @JsonTypeName("webhooks.define.v1")
  record DefineSubscription(
      String subscriptionId,
      String url,
      List<String> eventTypes,
      boolean enabled,
      WebhookSecret secret,
      boolean secretMade)
      implements WebhookCommand {

    private static final WebhookSecret NONE = WebhookSecret.of(new byte[WebhookSecret.MIN_BYTES]);

    public DefineSubscription {
      check(subscriptionId);
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(secret, "secret");
      eventTypes = List.copyOf(eventTypes);
      if (eventTypes.isEmpty()) {
        throw new IllegalArgumentException("a subscription has at least one event type");
      }
    }

    /** A secret that was made is another one at each repeat. */
    @Override
    public Command asAsked() {
      return secretMade
          ? new DefineSubscription(subscriptionId, url, eventTypes, enabled, NONE, true)
          : this;
    }
  }

  /** Asks for the end of a subscription. */
  @JsonTypeName("webhooks.remove.v1")
  record RemoveSubscription(String subscriptionId) implements WebhookCommand {

    public RemoveSubscription {
      check(subscriptionId);
    }
  }

  /**
   * Says that a subscription cannot be delivered to.
   *
   * @param definition the command that defined it as it was delivered to; if it has been defined
   *     anew since, nothing happens to it
   * @param detail what the last attempt met, for people
   * @param eventId {@code ce_id} of the event that could not be delivered
   */
  @JsonTypeName("webhooks.disable.v1")
  record DisableSubscription(
      String subscriptionId, UUID definition, DisableReason reason, String detail, String eventId)
      implements WebhookCommand {

    public DisableSubscription {
      check(subscriptionId);
      Objects.requireNonNull(definition, "definition");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
      Objects.requireNonNull(eventId, "eventId");
    }
  }

  private static void check(String subscriptionId) {
    if (!isId(Objects.requireNonNull(subscriptionId, "subscriptionId"))) {
      throw new IllegalArgumentException(
          "subscriptionId must be 1 to 64 letters, digits and hyphens");
    }
  }
}
