package dev.ordinal.numberingstream.topology;

import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.UnitOfWork;
import dev.ordinal.numberingstream.decider.UnitOfWork.HalfDoneException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Does the work of a task, one unit after the other. What one unit is at fault for is contained;
 * what state or Kafka are at fault for aborts the task's transaction. For the task's thread.
 */
final class Attempts {

  private final ProcessorContext<Outgoing, byte[]> context;
  private final WriterHealth health;
  private final UnitOfWork unit;

  Attempts(ProcessorContext<Outgoing, byte[]> context, WriterHealth health) {
    this.context = context;
    this.health = health;
    this.unit =
        new UnitOfWork(
            new Table.Source() {
              @Override
              public <V> Table<V> open(Table.Spec<V> spec) {
                KeyValueStore<String, byte[]> store =
                    context.getStateStore(NumberingTopology.STORE);
                return new StoreTable<>(spec, store);
              }
            });
  }

  /** The tables that the work changes. */
  Table.Source tables() {
    return unit;
  }

  /**
   * Does one unit of work and sends what follows.
   *
   * @param otherwise what to do if it cannot be done; nothing has been changed then
   * @return whether it has been done
   */
  boolean run(Supplier<List<Outgoing>> work, long timestamp, Consumer<Throwable> otherwise) {
    List<Outgoing> messages;
    try {
      messages = unit.run(work);
    } catch (HalfDoneException e) {
      throw aborted(Objects.requireNonNull(e.getCause()));
    } catch (Throwable e) {
      if (!Fault.isOfTheWorkAlone(e)) {
        throw aborted(e);
      }
      otherwise.accept(e);
      return false;
    }
    health.works(partition(), offset());
    send(messages, timestamp);
    return true;
  }

  /** Sends what follows from no unit of work. */
  void send(List<Outgoing> messages, long timestamp) {
    messages.forEach(message -> context.forward(message.asRecord(timestamp)));
  }

  /** Makes the failure known to those who come after this task, which ends with it. */
  RuntimeException aborted(Throwable failure) {
    if (Fault.isOfTheState(failure)) {
      health.failed(partition(), offset(), now(), failure);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    // As it is: Streams tells by their classes what has to follow.
    return (RuntimeException) failure;
  }

  int partition() {
    return context.taskId().partition();
  }

  /** The task's time, in ms of the epoch, for pauses. */
  long now() {
    return context.currentSystemTimeMs();
  }

  /** Of the command in hand; -1 in a tick. */
  private long offset() {
    return context.recordMetadata().map(RecordMetadata::offset).orElse(-1L);
  }
}
