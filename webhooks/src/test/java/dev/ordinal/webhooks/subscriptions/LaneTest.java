package dev.ordinal.webhooks.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class LaneTest {

  private static final Instant T0 = Instant.parse("2026-11-21T10:15:30.123456Z");
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);

  private final Lane lane = new Lane(5, new Progress(T0, FIRST, 0, Instant.EPOCH));

  @Test
  void anEventIsDueUntilItIsDelivered() {
    add(List.of(event(5, "orders.placed.v1"), event(7, "orders.placed.v1")));
    assertThat(lane.isDue(T0)).isTrue();
    assertThat(lane.message().id()).isEqualTo("id-5");
    assertThat(lane.progress().offset()).isEqualTo(5);
    lane.delivered();
    assertThat(lane.message().id()).isEqualTo("id-7");
    assertThat(lane.progress().offset()).isEqualTo(7);
    lane.delivered();
    assertThat(lane.isEmpty()).isTrue();
    assertThat(lane.progress().offset()).isEqualTo(9);
  }

  @Test
  void whatIsNotWantedIsPassedOver() {
    add(List.of(event(5, "orders.cancelled.v1"), event(6, "orders.placed.v1")));
    lane.settle(subscription(FIRST));
    assertThat(lane.message().id()).isEqualTo("id-6");
  }

  @Test
  void whatIsNoEventIsPassedOver() {
    String topic = Topics.ORDER_EVENTS.name();
    ConsumerRecord<byte[], byte[]> bare = new ConsumerRecord<>(topic, 0, 5, null, new byte[1]);
    ConsumerRecord<byte[], byte[]> empty = new ConsumerRecord<>(topic, 0, 6, null, null);
    event(6, "orders.placed.v1").headers().forEach(header -> empty.headers().add(header));
    ConsumerRecord<byte[], byte[]> noType = event(7, "orders.placed.v1");
    noType.headers().add("ce_type", null);
    add(List.of(bare, empty, noType, event(8, "orders.placed.v1")));
    lane.settle(subscription(FIRST));
    assertThat(lane.message().id()).isEqualTo("id-8");
  }

  @Test
  void anEventThatFailedHoldsUpTheOthersOfItsPartition() {
    add(List.of(event(5, "orders.placed.v1"), event(6, "orders.placed.v1")));
    assertThat(lane.failed()).isEqualTo(1);
    lane.pause(T0, Duration.ofSeconds(5));
    assertThat(lane.isDue(T0.plusSeconds(4))).isFalse();
    assertThat(lane.isDue(T0.plusSeconds(5))).isTrue();
    assertThat(lane.message().id()).isEqualTo("id-5");
  }

  @Test
  void aRestartGoesOnWithTheAttemptsItHadMade() {
    add(List.of(event(5, "orders.placed.v1")));
    lane.failed();
    lane.failed();
    lane.pause(T0, Duration.ofMinutes(5));
    OffsetAndMetadata committed = lane.progress();

    Progress known = Progress.parse(committed.metadata()).orElseThrow();
    Lane again = new Lane(committed.offset(), known);
    again.add(List.of(event(5, "orders.placed.v1")), 6);
    again.settle(subscription(FIRST));
    assertThat(again.progress()).isEqualTo(committed);
    assertThat(again.isDue(T0.plusSeconds(299))).isFalse();
    assertThat(again.failed()).isEqualTo(3);
  }

  @Test
  void aNewDefinitionForgetsTheFailures() {
    add(List.of(event(5, "orders.placed.v1")));
    lane.failed();
    lane.pause(T0, Duration.ofHours(24));
    lane.settle(subscription(SECOND));
    assertThat(lane.isDue(T0)).isTrue();
    assertThat(lane.failed()).isEqualTo(1);
  }

  @Test
  void anOffsetOfAnotherOriginDoesNotCount() {
    assertThat(Progress.parse("")).isEmpty();
    assertThat(Progress.parse("a b c d")).isEmpty();
    assertThat(Progress.parse(T0 + " " + FIRST + " x " + T0)).isEmpty();
  }

  private void add(List<ConsumerRecord<byte[], byte[]>> events) {
    lane.add(events, 9);
  }

  private static ConsumerRecord<byte[], byte[]> event(long offset, String type) {
    ConsumerRecord<byte[], byte[]> event =
        new ConsumerRecord<>(
            Topics.ORDER_EVENTS.name(), 0, offset, new byte[0], "{}".getBytes(UTF_8));
    event.headers().add("ce_id", ("id-" + offset).getBytes(UTF_8));
    event.headers().add("ce_type", type.getBytes(UTF_8));
    event.headers().add("ce_time", T0.toString().getBytes(UTF_8));
    return event;
  }

  private static Subscription subscription(UUID definition) {
    return new Subscription(
        "shop",
        definition,
        "https://shop.example.org",
        List.of("orders.placed.v1"),
        true,
        Map.of(Topics.ORDER_EVENTS.name(), T0),
        WebhookSecret.of(new byte[24]));
  }
}
