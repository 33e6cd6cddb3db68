package dev.ordinal.orderapi.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.live.Listeners;
import dev.ordinal.orderapi.live.LiveEvent;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads what happens to leads and tells the listeners. It begins some way before the end, so that
 * callers who were connected to another instance, or before a restart, can go on here.
 */
public final class LeadEventConsumer extends Tail {

  private static final Set<TopicPartition> PARTITIONS = EndOffsets.partitions(Topics.LEAD_EVENTS);

  private final Listeners listeners;

  /** Where the partitions ended at the start. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  private boolean open;

  public LeadEventConsumer(KafkaSettings settings, Listeners listeners) {
    super(settings, "lead-events");
    this.listeners = listeners;
  }

  @Override
  Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> from) {
    Map<TopicPartition, Long> first = from.beginningOffsets(PARTITIONS);
    ends.putAll(from.endOffsets(PARTITIONS));
    long back = listeners.history() / PARTITIONS.size();
    Map<TopicPartition, Long> begins = new HashMap<>();
    first.forEach(
        (partition, earliest) ->
            begins.put(
                partition, Math.max(earliest, ends.getOrDefault(partition, earliest) - back)));
    listeners.begin(
        begins.entrySet().stream()
            .collect(Collectors.toMap(begin -> begin.getKey().partition(), Map.Entry::getValue)));
    return begins;
  }

  /** Listeners parse what comes: one record that is no JSON would end every screen's stream. */
  @Override
  void deliver(ConsumerRecord<byte[], byte[]> event) {
    requireObject(event.value());
    listeners.append(
        new LiveEvent(
            event.partition(),
            event.offset(),
            new String(event.key(), UTF_8),
            CloudEventHeaders.type(event.headers()),
            new String(event.value(), UTF_8)));
  }

  private static void requireObject(byte[] value) {
    try {
      if (!Json.MAPPER.readTree(value).isObject()) {
        throw new SerializationException("not a JSON object");
      }
    } catch (IOException e) {
      throw new SerializationException("not JSON", e);
    }
  }

  @Override
  void reached(Map<TopicPartition, Long> positions) {
    if (!open
        && ends.entrySet().stream()
            .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue())) {
      open = true;
      listeners.open();
    }
  }
}
