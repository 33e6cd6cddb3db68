package dev.ordinal.numberingstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.decider.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that is written and measured, so that sending it can fail no more because of what it
 * holds. For one use.
 */
final class Outgoing {

  private static final UUIDSerializer IDS = new UUIDSerializer();

  private final String topic;
  private final int partition;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Headers headers;

  private Outgoing(
      String topic,
      int partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    this.topic = topic;
    this.partition = partition;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  /** What a processor forwards to a sink for these. */
  Record<Outgoing, byte[]> asRecord(long timestamp) {
    return new Record<>(this, value, timestamp, headers);
  }

  /** The serializer, topic and partition of a sink for these. */
  static Serializer<Outgoing> keySerializer() {
    return (topic, outgoing) -> outgoing.key;
  }

  static TopicNameExtractor<Outgoing, byte[]> toItsTopic() {
    return (outgoing, value, context) -> outgoing.topic;
  }

  static StreamPartitioner<Outgoing, byte[]> toItsPartition() {
    return (topic, outgoing, value, partitions) -> Optional.of(Set.of(outgoing.partition));
  }

  /** What a command, or a step of it, leads to: its events and the outcome. */
  static List<Outgoing> of(CommandEnvelope envelope, Writer.Step step) {
    List<Outgoing> all = new ArrayList<>(step.events().size() + 1);
    addEvents(all, step.events(), envelope, step.place());
    Outcome outcome = step.outcome();
    if (outcome != null) {
      all.add(result(envelope, outcome));
    }
    return all;
  }

  private static Outgoing result(CommandEnvelope envelope, Outcome outcome) {
    byte[] id = IDS.serialize(Topics.RESULTS.name(), outcome.commandId());
    byte[] value = Topics.RESULTS.value().serializer().serialize(Topics.RESULTS.name(), outcome);
    // Where no other writer writes: the open transaction of one that died hides all behind it.
    int writer = Topics.partitionOf(envelope.command().owner());
    return checked("the result", Topics.RESULTS, writer, id, value, new RecordHeaders());
  }

  /** Events of what nobody asked for. */
  static List<Outgoing> of(List<Event> events) {
    List<Outgoing> all = new ArrayList<>(events.size());
    addEvents(all, events, null, 0);
    return all;
  }

  /** A dead letter; of a record that is too large to be sent on, what is known about it. */
  static Outgoing deadLetter(Record<byte[], byte[]> message, DeadLetter letter) {
    Headers headers = new RecordHeaders(message.headers());
    letter.addTo(headers);
    try {
      return checked(
          "the dead letter", Topics.DEAD_LETTERS, 0, message.key(), message.value(), headers);
    } catch (RecordSizes.TooLargeException e) {
      Headers own = new RecordHeaders();
      letter.withoutRecord().addTo(own);
      return checked("the dead letter", Topics.DEAD_LETTERS, 0, null, null, own);
    }
  }

  /**
   * Adds events.
   *
   * @param cause the command that some of them, or all, are of; null for none
   * @param first the place of the first of them among the events of its decision
   */
  private static void addEvents(
      List<Outgoing> all, List<Event> events, @Nullable CommandEnvelope cause, int first) {
    // Those of a bulk may have what a deadline led to in between.
    Map<UUID, Integer> places = new HashMap<>();
    for (Event event : events) {
      UUID decision = event.commandId();
      int place = places.isEmpty() ? first : 0;
      int index = places.merge(decision, place, (before, unused) -> before + 1);
      String actor =
          cause != null && cause.commandId().equals(decision)
              ? cause.actor()
              : CommandEnvelope.SYSTEM;
      all.add(
          checked(
              "the event " + Families.wireName(event.getClass()),
              Topics.of(event),
              Topics.partitionOf(event.owner()),
              event.subject().getBytes(UTF_8),
              Topics.valueOf(event),
              CloudEventHeaders.of(event, index, actor)));
    }
  }

  private static Outgoing checked(
      String what,
      TypedTopic<?, ?> topic,
      int partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    RecordSizes.check(what, topic.maxRecordBytes(), key, value, headers);
    return new Outgoing(topic.name(), partition, key, value, headers);
  }
}
