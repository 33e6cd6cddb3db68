package dev.ordinal.numberingstream.topology;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.topics.DeadLetter;
import dev.ordinal.contracts.topics.DeadLetter.Parked;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is sent in place of a decision, for one record of the command topic.
 *
 * @param partition of the command topic, where the record is
 * @param now when it is put aside, in ms of the epoch
 */
record DeadLetters(Record<byte[], byte[]> message, int partition, long offset, long now) {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** For a record that is no command, or in a place where it must not be decided. */
  List<Outgoing> unreadable(String reason) {
    // The reason may quote the record, so it is there and not here.
    LOG.warn("{} is no command; why, the headers of its dead letter say", place());
    return List.of(deadLetter(reason, null));
  }

  /**
   * For a command that cannot be decided.
   *
   * @param code what the asker is told
   */
  List<Outgoing> parked(CommandEnvelope envelope, CommonRejection code, Fault fault) {
    LOG.error(
        "command {} ({}) is parked, {}: {} at {}",
        envelope.commandId(),
        place(),
        fault.reason(),
        fault.exception(),
        fault.place());
    Parked parked =
        new Parked(
            envelope.commandId(),
            envelope.command().owner(),
            envelope.actor(),
            envelope.acceptedAt(),
            code.type().code(),
            fault.exception(),
            fault.place());
    Rejection told =
        Rejection.of(
            code,
            "%s; nothing was changed".formatted(fault.reason()),
            Map.of("commandId", envelope.commandId().toString()));
    List<Outgoing> messages = new ArrayList<>();
    messages.add(deadLetter(fault.reason(), parked));
    messages.addAll(
        Outgoing.of(
            envelope, new Writer.Step(0, List.of(), Outcome.of(envelope.commandId(), null, told))));
    return messages;
  }

  private Outgoing deadLetter(String reason, @Nullable Parked parked) {
    return Outgoing.deadLetter(
        message,
        new DeadLetter(
            reason,
            Topics.COMMANDS.name(),
            partition,
            offset,
            Instant.ofEpochMilli(now),
            true,
            parked));
  }

  private String place() {
    return Topics.COMMANDS.name() + "-" + partition + "@" + offset;
  }
}
