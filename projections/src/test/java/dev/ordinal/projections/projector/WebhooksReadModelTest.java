package dev.ordinal.projections.projector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.DisableReason;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.contracts.webhooks.WebhookEvent.SecretSet;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDefined;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionDisabled;
import dev.ordinal.contracts.webhooks.WebhookEvent.SubscriptionRemoved;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.projections.webhooks.WebhooksProjection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksReadModelTest {

  private static final UUID ID = new UUID(7, 7);
  private static final Instant T0 = Samples.NOON;
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final WebhookEvent DEFINED = defined(true, "orders.placed.v1");
  private static final WebhookEvent SECRET_SET =
      new SecretSet("shop", new WebhookSecret(SECRET), T0, ID);
  private static final WebhookEvent DISABLED =
      new SubscriptionDisabled("shop", DisableReason.GONE, "410", "e.0", T0, ID);
  private static final WebhookEvent REMOVED = new SubscriptionRemoved("shop", T0, ID);

  private static TestPostgres postgres;

  private final Log log = new Log();
  private ReadModel readModel;
  private Standing standing;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void beginAnew() {
    postgres.wipe();
    new Generations(postgres.settings().patient()).prepare();
    readModel =
        new ReadModel(postgres.jdbi(), new WebhooksProjection().feeds(), Generations::enterActive);
    int partition = Topics.partitionOf(DEFINED.owner());
    standing =
        readModel.standing(Set.of(new TopicPartition(Topics.WEBHOOK_EVENTS.name(), partition)));
  }

  @Test
  void everyEventThereIsCanBeFoldedAndTheLastStands() {
    fold(DEFINED, SECRET_SET, DISABLED);
    assertThat(shown().get(0))
        .containsEntry("url", "https://shop.example.org")
        .containsEntry("enabled", false)
        .containsEntry("disabled_reason", "gone")
        .containsEntry("disabled_event_id", "e.0");
    fold(defined(false, "*"));
    assertThat(shown().get(0))
        .containsEntry("enabled", true)
        .containsEntry("disabled_reason", null)
        .containsEntry("disabled_at", null);
    fold(REMOVED);
    assertThat(shown()).isEmpty();
    assertThat(
            List.<Class<?>>of(
                DEFINED.getClass(), SECRET_SET.getClass(), DISABLED.getClass(), REMOVED.getClass()))
        .containsExactlyInAnyOrder(WebhookEvent.class.getPermittedSubclasses());
  }

  @Test
  void noColumnHoldsTheSecret() {
    fold(DEFINED, SECRET_SET);
    assertThat(shown().get(0).values()).noneMatch(v -> String.valueOf(v).contains("whsec_"));
  }

  @Test
  void whatCannotHappenStopsTheFold() {
    assertThatThrownBy(() -> fold(DISABLED)).isInstanceOf(ImpossibleRecordException.class);
    assertThatThrownBy(() -> fold(REMOVED)).isInstanceOf(ImpossibleRecordException.class);
    fold(DEFINED, DISABLED);
    assertThatThrownBy(() -> fold(DISABLED)).isInstanceOf(ImpossibleRecordException.class);
  }

  private static WebhookEvent defined(boolean first, String type) {
    return new SubscriptionDefined(
        "shop", "https://shop.example.org", List.of(type), true, first, T0, ID);
  }

  private void fold(WebhookEvent... events) {
    for (WebhookEvent event : events) {
      standing = readModel.fold(standing, log.transaction(message(event)));
    }
  }

  private static ProducerRecord<byte[], byte[]> message(WebhookEvent event) {
    String topic = Topics.WEBHOOK_EVENTS.name();
    return new ProducerRecord<>(
        topic,
        Topics.partitionOf(event.owner()),
        event.subject().getBytes(UTF_8),
        Topics.WEBHOOK_EVENTS.value().serializer().serialize(topic, event),
        CloudEventHeaders.of(event, 0, "anonymous"));
  }

  private static List<Map<String, Object>> shown() {
    return postgres
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery("SELECT * FROM api.webhook_subscriptions").mapToMap().list());
  }
}
