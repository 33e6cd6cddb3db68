package dev.ordinal.projections.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.LogTotals;
import dev.ordinal.projections.audit.checks.NumberingCheck;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventFeedTest {

  private final Findings findings = new Findings();
  private final EventFeed feed =
      new EventFeed(new NumberingCheck(findings), new LogTotals(), findings, Set.of());

  /** Webhook subscriptions have no numbers, and their topic holds secrets: it is not read. */
  @Test
  void noTypeOfEventIsForgotten() {
    Topics.EVENTS.forEach(
        (family, topic) -> {
          if (!family.equals(WebhookEvent.class)) {
            for (Class<?> type : family.getPermittedSubclasses()) {
              feed.add(event(topic, Families.wireName(type)));
            }
          }
        });
    assertThat(feed.events()).isGreaterThan(20);
    assertThat(feed.unknownTypes()).isEmpty();
  }

  @Test
  void aTypeOfANewerVersionIsToldAndIsNoViolation() {
    feed.add(event(Topics.ORDER_EVENTS, "orders.placed.v2"));
    assertThat(feed.unknownTypes()).containsExactly("orders.placed.v2");
    assertThat(findings.count()).isZero();
  }

  private static ConsumerRecord<byte[], byte[]> event(TypedTopic<?, ?> topic, String type) {
    Headers headers = new RecordHeaders();
    headers.add("ce_type", type.getBytes(UTF_8));
    return new ConsumerRecord<>(
        topic.name(),
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        "{}".getBytes(UTF_8),
        headers,
        Optional.empty());
  }
}
