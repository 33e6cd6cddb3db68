package dev.ordinal.webhooks.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.DisableReason;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

  private static final Instant T0 = Instant.parse("2026-11-21T10:15:30Z");
  private static final Instant T1 = T0.plusSeconds(60);
  private static final WebhookSecret SECRET = WebhookSecret.of(new byte[24]);
  private static final String ORDERS = Topics.ORDER_EVENTS.name();
  private static final String TEAMS = Topics.TEAM_EVENTS.name();

  private final Subscriptions subscriptions = new Subscriptions();

  @Test
  void aSubscriptionIsDeliveredOnceItHasItsSecret() {
    evolve(defined(true, T0, "orders.placed.v1"));
    assertThat(only().isDelivered()).isFalse();
    evolve(new SecretSet("shop", SECRET, T0, id(1)));
    assertThat(only().isDelivered()).isTrue();
    assertThat(only().receiver().secret()).isEqualTo(SECRET);
  }

  @Test
  void itWantsItsTypesFromTheirTopicsAlone() {
    evolve(defined(true, T0, "orders.placed.v1", "teams.registered.v1"));
    assertThat(only().topics()).containsExactlyInAnyOrder(ORDERS, TEAMS);
    assertThat(only().wants("orders.placed.v1")).isTrue();
    assertThat(only().wants("orders.cancelled.v1")).isFalse();
  }

  @Test
  void whatHappensToSubscriptionsIsDeliveredToNone() {
    evolve(defined(true, T0, "*"));
    assertThat(only().topics())
        .hasSize(Topics.EVENTS.size() - 1)
        .doesNotContain(Topics.WEBHOOK_EVENTS.name());
    subscriptions.evolve(new SubscriptionRemoved("shop", T1, id(2)));
    evolve(defined(true, T0, "webhooks.secret-set.v1"));
    assertThat(only().topics()).isEmpty();
    assertThat(only().isDelivered()).isFalse();
  }

  @Test
  void aTopicIsReadSinceTheDefinitionThatAddedIt() {
    evolve(defined(true, T0, "orders.placed.v1"));
    evolve(defined(false, T1, "orders.cancelled.v1", "teams.registered.v1"));
    assertThat(only().since()).containsEntry(ORDERS, T0).containsEntry(TEAMS, T1);
  }

  @Test
  void aSubscriptionMadeAnewAfterItsRemovalBeginsAnew() {
    evolve(defined(true, T0, "orders.placed.v1"));
    evolve(new SubscriptionRemoved("shop", T1, id(2)));
    assertThat(subscriptions.all()).isEmpty();
    evolve(defined(true, T1, "orders.placed.v1"));
    assertThat(only().since()).containsEntry(ORDERS, T1);
  }

  @Test
  void aDisabledSubscriptionKeepsItsSecretForWhenItIsEnabledAgain() {
    evolve(defined(true, T0, "orders.placed.v1"));
    evolve(new SecretSet("shop", SECRET, T0, id(1)));
    evolve(new SubscriptionDisabled("shop", DisableReason.GONE, "410", "e.0", T1, id(3)));
    assertThat(only().isDelivered()).isFalse();
    evolve(defined(false, T1, "orders.placed.v1"));
    assertThat(only().isDelivered()).isTrue();
  }

  @Test
  void anEventOfNoSubscriptionCannotBe() {
    assertThatThrownBy(() -> evolve(new SubscriptionRemoved("shop", T0, id(1))))
        .isInstanceOf(IllegalStateException.class);
  }

  private void evolve(WebhookEvent event) {
    subscriptions.evolve(event);
  }

  private Subscription only() {
    assertThat(subscriptions.all()).hasSize(1);
    return subscriptions.all().iterator().next();
  }

  private static SubscriptionDefined defined(boolean first, Instant at, String... types) {
    UUID command = id(at.getEpochSecond());
    return new SubscriptionDefined(
        "shop", "https://shop.example.org", List.of(types), true, first, at, command);
  }

  private static UUID id(long number) {
    return new UUID(0, number);
  }
}
