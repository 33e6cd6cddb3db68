package dev.ordinal.numberingstream.webhooks;

import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.webhooks.DisableReason;
import dev.ordinal.contracts.webhooks.WebhookCommand;
import dev.ordinal.contracts.webhooks.WebhookCommand.DefineSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.DisableSubscription;
import dev.ordinal.contracts.webhooks.WebhookCommand.RemoveSubscription;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.decider.Writer.Step;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookRulesTest {

  private static final WebhookSecret ONE = WebhookSecret.of(new byte[24]);
  private static final WebhookSecret OTHER =
      new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private final Writer writer = new Writer(List.of(new Webhooks()), new InMemoryTables());
  private int commands;

  @Test
  void aNewSubscriptionHasASecretWhichTheReplyDoesNotTell() {
    Step defined = ask(define(true, ONE, true));
    assertThat(defined.events())
        .hasExactlyElementsOfTypes(SubscriptionDefined.class, SecretSet.class);
    assertThat(((SubscriptionDefined) defined.events().get(0)).first()).isTrue();
    assertThat(((SecretSet) defined.events().get(1)).secret()).isEqualTo(ONE);
    assertThat(defined.decided().fact()).isEqualTo(defined.events().get(0));
  }

  @Test
  void aSecretThatWasMadeDoesNotReplaceTheOneThatIsThere() {
    ask(define(true, ONE, false));
    assertThat(ask(define(true, OTHER, true)).events())
        .hasExactlyElementsOfTypes(SubscriptionDefined.class);
  }

  @Test
  void aSecretThatWasGivenReplacesTheOneThatIsThere() {
    ask(define(true, ONE, false));
    List<Event> events = ask(define(true, OTHER, false)).events();
    assertThat(((SubscriptionDefined) events.get(0)).first()).isFalse();
    assertThat(((SecretSet) events.get(1)).secret()).isEqualTo(OTHER);
  }

  @Test
  void aRepeatIsToldTheSameAndSetsNoSecret() {
    CommandEnvelope envelope = envelope("k", define(true, ONE, false), 1);
    Step first = writer.decide(envelope, Instant.MAX);
    Step again = writer.decide(envelope, Instant.MAX);
    assertThat(again.decided().replayed()).isTrue();
    assertThat(again.decided().fact()).isEqualTo(first.decided().fact());
    assertThat(again.events()).isEmpty();
  }

  @Test
  void aRemovedSubscriptionCanBeDefinedForTheFirstTimeAgain() {
    ask(define(true, ONE, false));
    assertThat(ask(new RemoveSubscription("shop")).events())
        .hasExactlyElementsOfTypes(SubscriptionRemoved.class);
    assertThat(rejection(ask(new RemoveSubscription("shop")))).isEqualTo("subscription-not-found");
    assertThat(((SubscriptionDefined) ask(define(true, ONE, true)).events().get(0)).first())
        .isTrue();
  }

  @Test
  void aSubscriptionIsDisabledOnceAndOnlyAsItWasDeliveredTo() {
    UUID first = definition(ask(define(true, ONE, false)));
    UUID second = definition(ask(define(true, ONE, false)));
    assertThat(rejection(ask(disable(first)))).isEqualTo("subscription-changed");
    assertThat(ask(disable(second)).events()).hasExactlyElementsOfTypes(SubscriptionDisabled.class);
    assertThat(rejection(ask(disable(second)))).isEqualTo("subscription-changed");

    UUID enabledAgain = definition(ask(define(true, ONE, true)));
    assertThat(ask(disable(enabledAgain)).events())
        .hasExactlyElementsOfTypes(SubscriptionDisabled.class);
  }

  @Test
  void aSubscriptionThatIsOffOrNotThereIsNotDisabled() {
    assertThat(rejection(ask(disable(new UUID(0, 1))))).isEqualTo("subscription-not-found");
    UUID off = definition(ask(define(false, ONE, false)));
    assertThat(rejection(ask(disable(off)))).isEqualTo("subscription-changed");
  }

  @Test
  void noSecretIsPrinted() {
    Step defined = ask(define(true, OTHER, false));
    assertThat(defined.events() + " " + define(true, OTHER, false))
        .doesNotContain(OTHER.text().substring("whsec_".length()));
  }

  private Step ask(WebhookCommand command) {
    commands++;
    return writer.decide(envelope("key-" + commands, command, commands), Instant.MAX);
  }

  private static DefineSubscription define(boolean enabled, WebhookSecret secret, boolean made) {
    return new DefineSubscription(
        "shop", "https://shop.example.org/hooks", List.of("*"), enabled, secret, made);
  }

  private static DisableSubscription disable(UUID definition) {
    return new DisableSubscription("shop", definition, DisableReason.GONE, "410", "e.0");
  }

  private static UUID definition(Step ruling) {
    return ruling.events().get(0).commandId();
  }

  private static String rejection(Step ruling) {
    Rejection rejection = Objects.requireNonNull(ruling.decided().rejection());
    assertThat(ruling.events()).isEmpty();
    return rejection.code();
  }
}
