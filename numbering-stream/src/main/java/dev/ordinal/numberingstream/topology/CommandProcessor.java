package dev.ordinal.numberingstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Reads a command, has it decided and sends what follows. Whatever one command does, the others go
 * on: each is a unit of work that is done as a whole or not at all, and what cannot be done goes to
 * the dead letters. Only where state itself cannot be changed is the task's transaction aborted,
 * see {@link WriterHealth}.
 */
final class CommandProcessor implements Processor<byte[], byte[], Outgoing, byte[]> {

  private final Function<Table.Source, Writer> open;
  private final Collection<SeriesDefinition> defaults;
  private final StreamMetrics metrics;
  private final DeadlineTicks.Settings deadlines;
  private final Semaphore turn;
  private final Deserializer<CommandEnvelope> commands = Topics.COMMANDS.value().deserializer();
  private @Nullable ProcessorContext<Outgoing, byte[]> context;
  private @Nullable Attempts attempts;
  private @Nullable Writer writer;
  private @Nullable LargeCommands large;
  private @Nullable Duties duties;

  /**
   * A processor.
   *
   * @param turn see {@link LargeCommands}
   */
  CommandProcessor(
      Function<Table.Source, Writer> open,
      Collection<SeriesDefinition> defaults,
      DeadlineTicks.Settings deadlines,
      Semaphore turn,
      StreamMetrics metrics) {
    this.open = open;
    this.defaults = defaults;
    this.deadlines = deadlines;
    this.turn = turn;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Outgoing, byte[]> context) {
    int partition = context.taskId().partition();
    Attempts made = new Attempts(context, metrics.health());
    Writer opened = open.apply(made.tables());
    LargeCommands started =
        new LargeCommands(made, opened, deadlines.clock(), context, turn, metrics);
    this.context = context;
    this.attempts = made;
    this.writer = opened;
    this.large = started;
    this.duties =
        new Duties(
            made,
            opened,
            started,
            defaults.stream().filter(d -> Topics.partitionOf(d.code()) == partition).toList(),
            deadlines,
            context,
            metrics);
  }

  @Override
  public void close() {
    if (attempts != null) {
      PolledBatch.forget(attempts.partition());
    }
    if (duties != null) {
      duties.stop();
    }
    if (large != null) {
      large.stop();
    }
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    ProcessorContext<Outgoing, byte[]> task = Objects.requireNonNull(context, "init comes first");
    RecordMetadata source =
        task.recordMetadata().orElseThrow(() -> new IllegalStateException("no source"));
    process(message, source);
    if (PolledBatch.isDrainedBy(source.partition(), source.offset())) {
      task.commit();
    }
  }

  private void process(Record<byte[], byte[]> message, RecordMetadata source) {
    DeadLetters deadLetters =
        new DeadLetters(message, source.partition(), source.offset(), attempts().now());
    CommandEnvelope envelope;
    try {
      envelope = read(message, source.partition());
    } catch (RuntimeException | StackOverflowError e) {
      String reason = e instanceof SerializationException ? e.getMessage() : Fault.trace(e);
      metrics.deadLettered().mark();
      attempts().send(deadLetters.unreadable(String.valueOf(reason)), message.timestamp());
      return;
    }
    if (!isHeldBack(envelope, source, deadLetters)) {
      duties().defineDefaults(envelope.acceptedAt());
      large().makeRoom(envelope.command().owner());
      attempts()
          .run(
              () -> decide(envelope, message.value(), source.offset()),
              message.timestamp(),
              thrown ->
                  park(envelope, deadLetters, CommonRejection.COMMAND_PARKED, Fault.of(thrown)));
    }
  }

  private List<Outgoing> decide(CommandEnvelope envelope, byte[] record, long offset) {
    if (large().takes(envelope, record, offset)) {
      return List.of();
    }
    Writer.Step step =
        Objects.requireNonNull(writer, "init comes first").decide(envelope, duties().now());
    List<Outgoing> messages = Outgoing.of(envelope, step);
    metrics.count(step.decided());
    return messages;
  }

  /** Whether the command is parked without being tried, because state could not be changed. */
  private boolean isHeldBack(
      CommandEnvelope envelope, RecordMetadata source, DeadLetters deadLetters) {
    WriterHealth health = metrics.health();
    Fault stop = health.stop(source.partition(), attempts().now());
    Fault refusal = health.refusal(source.partition(), source.offset());
    if (stop != null) {
      park(envelope, deadLetters, CommonRejection.WRITER_STOPPED, stop);
    } else if (refusal != null) {
      park(envelope, deadLetters, CommonRejection.COMMAND_PARKED, refusal);
    }
    return stop != null || refusal != null;
  }

  private void park(
      CommandEnvelope envelope, DeadLetters deadLetters, CommonRejection code, Fault fault) {
    metrics.parked().mark();
    attempts().send(deadLetters.parked(envelope, code, fault), deadLetters.message().timestamp());
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
    return envelope;
  }

  private Attempts attempts() {
    return Objects.requireNonNull(attempts, "init comes first");
  }

  private LargeCommands large() {
    return Objects.requireNonNull(large, "init comes first");
  }

  private Duties duties() {
    return Objects.requireNonNull(duties, "init comes first");
  }
}
