package dev.ordinal.numberingstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a command, has it decided and sends what follows. What is no command goes to the dead
 * letters and the stream goes on. Acts on deadlines as the wall clock passes them. An exception out
 * of a decision is a bug and stops the task.
 */
final class CommandProcessor implements Processor<byte[], byte[], Object, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(CommandProcessor.class);

  /** Deadlines acted on in one go, so that a wave of them does not hold up the commands. */
  private static final int EXPIRIES_AT_ONCE = 200;

  private final Function<Table.Source, Writer> open;
  private final Collection<SeriesDefinition> defaults;
  private final StreamMetrics metrics;
  private final Duration deadlineInterval;
  private final Deserializer<CommandEnvelope> commands = Topics.COMMANDS.value().deserializer();
  private @Nullable ProcessorContext<Object, Object> context;
  private @Nullable Writer writer;
  private boolean defaultsAreDefined;
  private boolean isSettled;

  CommandProcessor(
      Function<Table.Source, Writer> open,
      Collection<SeriesDefinition> defaults,
      Duration deadlineInterval,
      StreamMetrics metrics) {
    this.open = open;
    this.defaults = defaults;
    this.deadlineInterval = deadlineInterval;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    this.writer =
        open.apply(
            new Table.Source() {
              @Override
              public <V> Table<V> open(Table.Spec<V> spec) {
                KeyValueStore<String, V> store = context.getStateStore(spec.name());
                return new StoreTable<>(store);
              }
            });
    // Nothing can be sent from here; at the first tick it can, or before the first command.
    this.defaultsAreDefined = false;
    this.isSettled = false;
    metrics.settling().inc();
    context.schedule(deadlineInterval, PunctuationType.WALL_CLOCK_TIME, this::expire);
  }

  private void defineDefaults(Instant now) {
    if (defaultsAreDefined) {
      return;
    }
    defaultsAreDefined = true;
    int partition = context().taskId().partition();
    List<SeriesDefinition> ours =
        defaults.stream().filter(d -> Topics.partitionOf(d.code()) == partition).toList();
    send(writer().define(ours, now), null, now.toEpochMilli());
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    RecordMetadata source =
        context().recordMetadata().orElseThrow(() -> new IllegalStateException("no source"));
    CommandEnvelope envelope;
    try {
      envelope = read(message, source.partition());
    } catch (SerializationException e) {
      deadLetter(message, source, String.valueOf(e.getMessage()));
      return;
    }
    defineDefaults(envelope.acceptedAt());
    Writer.Ruling ruling = writer().decide(envelope);
    count(ruling.reply());
    send(envelope, ruling, message.timestamp());
  }

  @Override
  public void close() {
    settle();
  }

  private void settle() {
    if (!isSettled) {
      isSettled = true;
      metrics.settling().dec();
    }
  }

  private void expire(long now) {
    if (defaultsAreDefined) {
      // By an earlier tick or command, whose transaction has been committed since.
      settle();
    }
    defineDefaults(Instant.ofEpochMilli(now));
    List<Event> events = writer().expire(Instant.ofEpochMilli(now), EXPIRIES_AT_ONCE);
    metrics.expired().mark(events.size());
    send(events, null, now);
  }

  private CommandEnvelope read(Record<byte[], byte[]> message, int partition) {
    CommandEnvelope envelope = commands.deserialize(Topics.COMMANDS.name(), message.value());
    String owner = envelope.command().owner();
    if (message.key() == null || !new String(message.key(), UTF_8).equals(owner)) {
      throw new SerializationException("the record key is not the command's owner " + owner);
    }
    if (partition != Topics.partitionOf(owner)) {
      // Deciding it here would give the owner a second writer, and so numbers twice.
      throw new SerializationException(
          "%s belongs to partition %d".formatted(owner, Topics.partitionOf(owner)));
    }
    int replyPartition = envelope.replyPartition();
    if (replyPartition < 0 || replyPartition >= Topics.REPLIES.partitions()) {
      throw new SerializationException("there is no reply partition " + replyPartition);
    }
    return envelope;
  }

  private void send(CommandEnvelope envelope, Writer.Ruling ruling, long timestamp) {
    send(ruling.events(), envelope, timestamp);
    Reply reply = ruling.reply();
    ReplyAddress asker = new ReplyAddress(envelope.replyPartition(), reply.commandId());
    context().forward(new Record<>(asker, reply, timestamp), NumberingTopology.REPLIES);
    context().forward(new Record<>(reply.commandId(), reply, timestamp), NumberingTopology.RESULTS);
  }

  /**
   * Sends events.
   *
   * @param cause the command that some of them, or all, are of; null for none
   */
  private void send(List<Event> events, @Nullable CommandEnvelope cause, long timestamp) {
    int index = 0;
    UUID decision = null;
    for (Event event : events) {
      index = event.commandId().equals(decision) ? index + 1 : 0;
      decision = event.commandId();
      String actor =
          cause != null && cause.commandId().equals(decision)
              ? cause.actor()
              : CommandEnvelope.SYSTEM;
      Headers headers = CloudEventHeaders.of(event, index, actor);
      context()
          .forward(
              new Record<>(event.subject(), event, timestamp, headers), NumberingTopology.EVENTS);
    }
  }

  private void count(Reply reply) {
    if (reply.replayed()) {
      metrics.repeated().mark();
    } else if (reply.rejection() != null) {
      metrics.rejected().mark();
    } else {
      metrics.accepted().mark();
    }
  }

  private void deadLetter(Record<byte[], byte[]> message, RecordMetadata source, String reason) {
    LOG.warn(
        "{}-{} offset {} is no command and goes to the dead letters: {}",
        source.topic(),
        source.partition(),
        source.offset(),
        reason);
    metrics.deadLettered().mark();
    Headers headers = new RecordHeaders(message.headers());
    add(headers, "dead-letter-reason", reason);
    add(headers, "dead-letter-topic", source.topic());
    add(headers, "dead-letter-partition", Integer.toString(source.partition()));
    add(headers, "dead-letter-offset", Long.toString(source.offset()));
    context().forward(message.withHeaders(headers), NumberingTopology.DEAD_LETTERS);
  }

  private ProcessorContext<Object, Object> context() {
    return Objects.requireNonNull(context, "init comes first");
  }

  private Writer writer() {
    return Objects.requireNonNull(writer, "init comes first");
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
