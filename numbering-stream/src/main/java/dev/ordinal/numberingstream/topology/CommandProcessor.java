package dev.ordinal.numberingstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.UnitOfWork;
import dev.ordinal.numberingstream.decider.UnitOfWork.HalfDoneException;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a command, has it decided and sends what follows. Acts on deadlines as the time of the
 * partition passes them. Whatever one command or deadline does, the others go on: each is a unit of
 * work that is done as a whole or not at all, and what cannot be done goes to the dead letters.
 * Only where state itself cannot be changed is the task's transaction aborted, see {@link
 * WriterHealth}.
 */
final class CommandProcessor implements Processor<byte[], byte[], Outgoing, byte[]> {

  private static final Logger LOG = LoggerFactory.getLogger(CommandProcessor.class);

  /** Deadlines acted on in one go, so that a wave of them does not hold up the commands. */
  private static final int EXPIRIES_AT_ONCE = 200;

  /** What a tick that cannot even read the deadlines is remembered by. */
  private static final String LOOK = "look";

  private final Function<Table.Source, Writer> open;
  private final Collection<SeriesDefinition> defaults;
  private final StreamMetrics metrics;
  private final WriterHealth health;
  private final DeadlineTicks.Settings deadlines;
  private final Deserializer<CommandEnvelope> commands = Topics.COMMANDS.value().deserializer();
  private final Backoff<Object> backoff = new Backoff<>();
  private @Nullable ProcessorContext<Outgoing, byte[]> context;
  private @Nullable UnitOfWork unit;
  private @Nullable Writer writer;
  private @Nullable DeadlineTicks ticks;
  private List<SeriesDefinition> undefined = List.of();
  private boolean isSettled;

  CommandProcessor(
      Function<Table.Source, Writer> open,
      Collection<SeriesDefinition> defaults,
      DeadlineTicks.Settings deadlines,
      StreamMetrics metrics) {
    this.open = open;
    this.defaults = defaults;
    this.deadlines = deadlines;
    this.metrics = metrics;
    this.health = metrics.health();
  }

  @Override
  public void init(ProcessorContext<Outgoing, byte[]> context) {
    this.context = context;
    UnitOfWork tables =
        new UnitOfWork(
            new Table.Source() {
              @Override
              public <V> Table<V> open(Table.Spec<V> spec) {
                KeyValueStore<String, byte[]> store = context.getStateStore(spec.name());
                return new StoreTable<>(spec, store);
              }
            });
    this.unit = tables;
    this.writer = open.apply(tables);
    // Nothing can be sent from here; at the first tick it can, or before the first command.
    this.undefined =
        defaults.stream().filter(d -> Topics.partitionOf(d.code()) == partition()).toList();
    this.isSettled = false;
    metrics.settling().inc();
    this.ticks = new DeadlineTicks(deadlines, context, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    RecordMetadata source =
        context().recordMetadata().orElseThrow(() -> new IllegalStateException("no source"));
    DeadLetters deadLetters = new DeadLetters(message, source, now());
    CommandEnvelope envelope;
    try {
      envelope = read(message, source.partition());
    } catch (SerializationException e) {
      metrics.deadLettered().mark();
      forward(deadLetters.unreadable(String.valueOf(e.getMessage())), message.timestamp());
      return;
    }
    Consumer<Fault> park =
        fault -> {
          metrics.parked().mark();
          forward(
              deadLetters.parked(envelope, CommonRejection.COMMAND_PARKED, fault),
              message.timestamp());
        };
    Fault stop = health.isStopped(partition(), now()) ? health.fault(partition()) : null;
    Fault refusal = health.refusal(partition(), source.offset());
    if (stop != null) {
      metrics.parked().mark();
      forward(
          deadLetters.parked(envelope, CommonRejection.WRITER_STOPPED, stop), message.timestamp());
    } else if (refusal != null) {
      park.accept(refusal);
    } else {
      defineDefaults(envelope.acceptedAt());
      attempt(() -> decide(envelope), message.timestamp(), thrown -> park.accept(Fault.of(thrown)));
    }
  }

  @Override
  public void close() {
    ticks().stop();
    settle();
  }

  private List<Outgoing> decide(CommandEnvelope envelope) {
    Writer.Ruling ruling = writer().decide(envelope, ticks().now());
    List<Outgoing> messages = Outgoing.of(envelope, ruling.events(), ruling.reply());
    metrics.count(ruling.reply());
    return messages;
  }

  /** Does what the time has come for; whether there should be another tick soon. */
  private boolean tick() {
    if (undefined.isEmpty()) {
      // By an earlier tick or command, whose transaction has been committed since.
      settle();
    }
    if (health.isStopped(partition(), now())) {
      return true;
    }
    Instant now = ticks().now();
    defineDefaults(now);
    for (Deadline deadline : due()) {
      attempt(
          () -> expire(deadline, now),
          now.toEpochMilli(),
          thrown -> failed(deadline, deadline.what(), thrown));
    }
    health.failing(partition(), backoff.size());
    return !isSettled;
  }

  private List<Deadline> due() {
    if (backoff.isWaiting(LOOK, now())) {
      return List.of();
    }
    int limit = EXPIRIES_AT_ONCE + backoff.size();
    try {
      Instant passed = ticks().passed(writer());
      if (passed == null) {
        return List.of();
      }
      List<Deadline> due = writer().due(passed, limit);
      if (due.size() < limit) {
        // What has failed may since have been made pointless by a command.
        backoff.retain(Set.copyOf(due));
      }
      return due.stream()
          .filter(deadline -> !backoff.isWaiting(deadline, now()))
          .limit(EXPIRIES_AT_ONCE)
          .toList();
    } catch (SerializationException e) {
      failed(LOOK, "the deadlines cannot be read", e);
      return List.of();
    }
  }

  private List<Outgoing> expire(Deadline deadline, Instant now) {
    List<Event> events = writer().expire(deadline, now);
    metrics.expired().mark(events.size());
    return Outgoing.of(events);
  }

  private void defineDefaults(Instant now) {
    if (!undefined.isEmpty()) {
      undefined = undefined.stream().filter(definition -> !define(definition, now)).toList();
    }
  }

  private boolean define(SeriesDefinition definition, Instant now) {
    return !backoff.isWaiting(definition, now())
        && attempt(
            () -> Outgoing.of(writer().define(List.of(definition), now)),
            now.toEpochMilli(),
            thrown -> failed(definition, "series " + definition.code(), thrown));
  }

  private void failed(Object work, String what, Throwable thrown) {
    metrics.failed().mark();
    backoff.failed(work, now());
    LOG.error("{} is tried again later: {}", what, Fault.trace(thrown));
  }

  /**
   * Does one unit of work and sends what follows.
   *
   * @param otherwise what to do if it cannot be done; nothing has been changed then
   * @return whether it has been done
   */
  private boolean attempt(
      Supplier<List<Outgoing>> work, long timestamp, Consumer<Throwable> otherwise) {
    List<Outgoing> messages;
    try {
      messages = unit().run(work);
    } catch (HalfDoneException e) {
      throw aborted(Objects.requireNonNull(e.getCause()));
    } catch (Throwable e) {
      if (!Fault.isOfTheWorkAlone(e)) {
        throw aborted(e);
      }
      otherwise.accept(e);
      return false;
    }
    health.works(partition());
    forward(messages, timestamp);
    return true;
  }

  /** Makes the failure known to those who come after this task, which ends with it. */
  private RuntimeException aborted(Throwable failure) {
    if (Fault.isOfTheState(failure)) {
      long offset = context().recordMetadata().map(RecordMetadata::offset).orElse(-1L);
      health.failed(partition(), offset, now(), failure);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    // As it is: Streams tells by their classes what has to follow.
    return (RuntimeException) failure;
  }

  private void forward(List<Outgoing> messages, long timestamp) {
    messages.forEach(message -> context().forward(message.asRecord(timestamp)));
  }

  private CommandEnvelope read(Record<byte[], byte[]> message, int partition) {
    CommandEnvelope envelope = commands.deserialize(Topics.COMMANDS.name(), message.value());
    String owner = envelope.command().owner();
    if (message.key() == null || !new String(message.key(), UTF_8).equals(owner)) {
      throw new SerializationException("the record key is not the command's owner");
    }
    if (partition != Topics.partitionOf(owner)) {
      // Deciding it here would give the owner a second writer, and so numbers twice.
      throw new SerializationException(
          "%s belongs to partition %d".formatted(owner, Topics.partitionOf(owner)));
    }
    int asker = envelope.replyPartition();
    if (asker < 0 || asker >= Topics.ASKERS) {
      throw new SerializationException("there is no reply partition " + asker);
    }
    return envelope;
  }

  private void settle() {
    if (!isSettled) {
      isSettled = true;
      metrics.settling().dec();
    }
  }

  private int partition() {
    return context().taskId().partition();
  }

  private long now() {
    return context().currentSystemTimeMs();
  }

  private ProcessorContext<Outgoing, byte[]> context() {
    return Objects.requireNonNull(context, "init comes first");
  }

  private UnitOfWork unit() {
    return Objects.requireNonNull(unit, "init comes first");
  }

  private Writer writer() {
    return Objects.requireNonNull(writer, "init comes first");
  }

  private DeadlineTicks ticks() {
    return Objects.requireNonNull(ticks, "init comes first");
  }
}
