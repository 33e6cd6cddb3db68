package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Checks I1 and I2 on topics of events as the log grows, reading each record once, and that no
 * command, read again, took a second number.
 */
public final class ContiguousLog {

  private final Ports ports;
  private final Collection<TypedTopic<String, ? extends Event>> topics;
  private final Predicate<String> contiguous;
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> events = new HashSet<>();

  /** Of all topics of events. */
  public ContiguousLog(Ports ports) {
    this(ports, Topics.EVENTS.values());
  }

  ContiguousLog(Ports ports, Collection<TypedTopic<String, ? extends Event>> topics) {
    this(ports, topics, series -> true);
  }

  /**
   * Where some series skip numbers on purpose.
   *
   * @param contiguous whether a series, by its code, may not
   */
  ContiguousLog(
      Ports ports,
      Collection<TypedTopic<String, ? extends Event>> topics,
      Predicate<String> contiguous) {
    this.ports = ports;
    this.topics = List.copyOf(topics);
    this.contiguous = contiguous;
  }

  /** Reads on to the present end of what is committed and answers all numbers given so far. */
  public Set<String> advance() {
    topics.forEach(this::advance);
    return Collections.unmodifiableSet(numbers);
  }

  private <E extends Event> void advance(TypedTopic<String, E> topic) {
    for (ConsumerRecord<String, E> entry : EventLog.read(ports, topic, read)) {
      assertThat(entry.partition()).isEqualTo(Topics.partitionOf(entry.value().owner()));
      if (entry.value() instanceof NumberIssued issued) {
        String scope = issued.series() + "/" + issued.period();
        if (contiguous.test(issued.series())) {
          assertThat(issued.sequence())
              .as("%s at offset %d", issued.number(), entry.offset())
              .isEqualTo(last.merge(scope, 1L, Long::sum));
        }
        assertThat(numbers.add(issued.number())).as(issued.number()).isTrue();
        // A bulk has many numbers; what is decided twice has the same event twice.
        String id = new String(entry.headers().lastHeader("ce_id").value(), UTF_8);
        assertThat(events.add(id)).as("%s is event %s alone", issued.number(), id).isTrue();
      }
    }
  }
}
