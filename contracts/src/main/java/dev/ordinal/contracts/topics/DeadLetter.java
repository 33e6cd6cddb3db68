package dev.ordinal.contracts.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What the headers {@code dead-letter-…} of a record on {@code ordinal.dead-letters} say. The
 * record's key and value are those of the command topic, as they came. No header holds what the
 * command says: an exception's message may quote it, so its class and place stand for it.
 *
 * @param reason why it was not decided, in words
 * @param topic where it lay
 * @param partition where it lay
 * @param offset where it lay
 * @param at when it was put aside; null in records of before there were parked commands
 * @param isWhole whether key and value are here; not where they are larger than any command can be
 * @param parked the command; null where the record is none
 */
public record DeadLetter(
    String reason,
    String topic,
    int partition,
    long offset,
    @Nullable Instant at,
    boolean isWhole,
    @Nullable Parked parked) {

  /** Reads the headers and leaves the value; writes nothing. */
  static final Serde<DeadLetter> HEADERS_ONLY =
      Serdes.serdeFrom(
          (topic, letter) -> {
            throw new UnsupportedOperationException("a dead letter is written as it came");
          },
          new Deserializer<>() {
            @Override
            public DeadLetter deserialize(String topic, byte[] value) {
              throw new SerializationException("a dead letter cannot be read without its headers");
            }

            @Override
            public DeadLetter deserialize(String topic, Headers headers, byte[] value) {
              return of(headers);
            }
          });

  /** Longer texts are cut, so that the headers are bounded whatever a command says. */
  private static final int MAX_CHARS = 1_000;

  /**
   * A command whose decision failed, kept to be tried again.
   *
   * @param owner see {@link dev.ordinal.contracts.Command#owner()}
   * @param actor see {@link dev.ordinal.contracts.CommandEnvelope#actor()}
   * @param code of the problem that the asker was told
   * @param exception the class of what was thrown
   * @param place the top frame of ours, such as {@code Sequences.next(Sequences.java:83)}
   */
  public record Parked(
      UUID commandId,
      String owner,
      @Nullable String actor,
      Instant acceptedAt,
      String code,
      String exception,
      String place) {}

  /** The same of a record that is not here. */
  public DeadLetter withoutRecord() {
    return new DeadLetter(reason, topic, partition, offset, at, false, parked);
  }

  /** Adds the headers that say this. */
  public void addTo(Headers headers) {
    add(headers, "reason", reason);
    add(headers, "topic", topic);
    add(headers, "partition", Integer.toString(partition));
    add(headers, "offset", Long.toString(offset));
    add(headers, "at", at == null ? null : at.toString());
    add(headers, "whole", Boolean.toString(isWhole));
    if (parked != null) {
      add(headers, "command-id", parked.commandId().toString());
      add(headers, "owner", parked.owner());
      add(headers, "actor", parked.actor());
      add(headers, "accepted-at", parked.acceptedAt().toString());
      add(headers, "code", parked.code());
      add(headers, "exception", parked.exception());
      add(headers, "place", parked.place());
    }
  }

  /**
   * Reads the headers.
   *
   * @throws SerializationException if they are not those of a dead letter
   */
  public static DeadLetter of(Headers headers) {
    try {
      String at = find(headers, "at");
      return new DeadLetter(
          get(headers, "reason"),
          get(headers, "topic"),
          Integer.parseInt(get(headers, "partition")),
          Long.parseLong(get(headers, "offset")),
          at == null ? null : Instant.parse(at),
          !"false".equals(find(headers, "whole")),
          parked(headers));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new SerializationException("not the headers of a dead letter", e);
    }
  }

  private static @Nullable Parked parked(Headers headers) {
    String commandId = find(headers, "command-id");
    return commandId == null
        ? null
        : new Parked(
            UUID.fromString(commandId),
            get(headers, "owner"),
            find(headers, "actor"),
            Instant.parse(get(headers, "accepted-at")),
            get(headers, "code"),
            get(headers, "exception"),
            get(headers, "place"));
  }

  private static String get(Headers headers, String name) {
    String value = find(headers, name);
    if (value == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return Objects.requireNonNull(value);
  }

  private static @Nullable String find(Headers headers, String name) {
    Header header = headers.lastHeader(key(name));
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      String bounded = value.length() <= MAX_CHARS ? value : value.substring(0, MAX_CHARS);
      headers.add(key(name), bounded.getBytes(UTF_8));
    }
  }

  private static String key(String name) {
    return "dead-letter-" + name;
  }
}
