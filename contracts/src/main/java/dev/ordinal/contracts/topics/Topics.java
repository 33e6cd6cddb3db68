package dev.ordinal.contracts.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.leads.LeadEvent;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;

/** All topics of Ordinal. */
public final class Topics {

  /**
   * Partitions of the command topic and, because a series' events lie in the partition of its
   * commands, of every event topic; see {@link dev.ordinal.contracts.topics.OwnerPartitions}.
   */
  public static final int OWNER_PARTITIONS = OwnerPartitions.count();

  /** The largest record, in bytes: an order of the largest HTTP body (1 MiB) with room to spare. */
  public static final int MAX_RECORD_BYTES = 4 * 1024 * 1024;

  /**
   * The largest command, in bytes: an import of the largest file (10 MiB) with room to spare. It is
   * never told back in one piece.
   */
  public static final int MAX_COMMAND_BYTES = 16 * 1024 * 1024;

  /** The largest dead letter: a command of that size with the reason in its headers. */
  public static final int MAX_DEAD_LETTER_BYTES = MAX_COMMAND_BYTES + 1024 * 1024;

  /** Commands by owner. Kept a week: the duplicate check outlives it, see ADR 5. */
  public static final TypedTopic<String, CommandEnvelope> COMMANDS =
      new TypedTopic<>(
          "ordinal.commands",
          Serdes.String(),
          new JsonSerde<>(CommandEnvelope.class),
          OWNER_PARTITIONS,
          sized(delete(Duration.ofDays(7)), MAX_COMMAND_BYTES));

  /** What happened to series and their sequences, kept for good. Key: the series' code. */
  public static final TypedTopic<String, SeriesEvent> NUMBERING_EVENTS =
      events("ordinal.numbering.events", SeriesEvent.class);

  /**
   * What happened to orders and their payments, kept for good. Key: the number; where an event is
   * about a payment that may have no order yet, the payment's id.
   */
  public static final TypedTopic<String, OrderEvent> ORDER_EVENTS =
      events("ordinal.orders.events", OrderEvent.class);

  /** What happened to teams, kept for good. Key: the number. */
  public static final TypedTopic<String, TeamEvent> TEAM_EVENTS =
      events("ordinal.teams.events", TeamEvent.class);

  /** What happened to partners, kept for good. Key: the number. */
  public static final TypedTopic<String, PartnerEvent> PARTNER_EVENTS =
      events("ordinal.partners.events", PartnerEvent.class);

  /** What happened to leads, kept for good. Key: the lead's id. */
  public static final TypedTopic<String, LeadEvent> LEAD_EVENTS =
      events("ordinal.leads.events", LeadEvent.class);

  /** What happened to documents and reservations, kept for good. Key: the number. */
  public static final TypedTopic<String, DocumentEvent> DOCUMENT_EVENTS =
      events("ordinal.documents.events", DocumentEvent.class);

  /**
   * What happened to webhook subscriptions, their secrets included, kept for good: for the service
   * that delivers and nobody else. Key: the subscription's id.
   */
  public static final TypedTopic<String, WebhookEvent> WEBHOOK_EVENTS =
      events("ordinal.webhooks.events", WebhookEvent.class);

  /**
   * Outcomes, in the partition of their writer, so that none waits for the open transaction of
   * another writer. Key: the command's id.
   */
  public static final TypedTopic<UUID, Outcome> RESULTS =
      new TypedTopic<>(
          "ordinal.results",
          Serdes.UUID(),
          new JsonSerde<>(Outcome.class),
          OWNER_PARTITIONS,
          delete(Duration.ofDays(30)));

  /**
   * Which tables the stream has ever had a changelog of, so that one that is lost can be told from
   * one that is new. Key: the table's name. Value: the id of the changelog's topic.
   */
  public static final TypedTopic<String, String> TABLES =
      new TypedTopic<>(
          "ordinal.numbering.tables",
          Serdes.String(),
          Serdes.String(),
          1,
          sized(
              Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
              MAX_RECORD_BYTES));

  /**
   * Records of the command topic that are no command, and commands whose decision failed, as they
   * came; {@link DeadLetter} is what their headers say.
   */
  public static final TypedTopic<byte[], byte[]> DEAD_LETTERS =
      new TypedTopic<>(
          "ordinal.dead-letters",
          Serdes.ByteArray(),
          Serdes.ByteArray(),
          1,
          sized(forever(), MAX_DEAD_LETTER_BYTES));

  /** The same topic for those who want to know about dead letters, but not what they hold. */
  public static final TypedTopic<byte[], DeadLetter> DEAD_LETTER_HEADERS =
      new TypedTopic<>(
          DEAD_LETTERS.name(),
          DEAD_LETTERS.key(),
          DeadLetter.HEADERS_ONLY,
          DEAD_LETTERS.partitions(),
          DEAD_LETTERS.config());

  /** The event topic of each family. */
  public static final Map<Class<? extends Event>, TypedTopic<String, ? extends Event>> EVENTS =
      Map.of(
          SeriesEvent.class, NUMBERING_EVENTS,
          OrderEvent.class, ORDER_EVENTS,
          TeamEvent.class, TEAM_EVENTS,
          PartnerEvent.class, PARTNER_EVENTS,
          LeadEvent.class, LEAD_EVENTS,
          DocumentEvent.class, DOCUMENT_EVENTS,
          WebhookEvent.class, WEBHOOK_EVENTS);

  private Topics() {}

  /** Every topic, to be created and checked at start. */
  public static List<TypedTopic<?, ?>> all() {
    List<TypedTopic<?, ?>> all = new ArrayList<>(List.of(COMMANDS, RESULTS, TABLES, DEAD_LETTERS));
    all.addAll(EVENTS.values());
    return List.copyOf(all);
  }

  /** The topic an event belongs to. */
  public static TypedTopic<String, ? extends Event> of(Event event) {
    return EVENTS.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(event))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic for " + event.getClass()))
        .getValue();
  }

  /** The record value of an event: plain JSON, whatever its family. */
  public static byte[] valueOf(Event event) {
    return EventSerde.write(event);
  }

  /** The partition of an owner's commands and events: the default partitioner's, written down. */
  public static int partitionOf(String owner) {
    byte[] key = owner.getBytes(UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % OWNER_PARTITIONS;
  }

  private static <E extends Event> TypedTopic<String, E> events(String name, Class<E> family) {
    return new TypedTopic<>(
        name, Serdes.String(), new EventSerde<>(family), OWNER_PARTITIONS, forever());
  }

  private static Map<String, String> sized(Map<String, String> config, int maxBytes) {
    Map<String, String> sized = new HashMap<>(config);
    sized.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes));
    return Map.copyOf(sized);
  }

  private static Map<String, String> forever() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        "-1",
        TopicConfig.RETENTION_BYTES_CONFIG,
        "-1",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(MAX_RECORD_BYTES));
  }

  private static Map<String, String> delete(Duration retention) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
  }
}
