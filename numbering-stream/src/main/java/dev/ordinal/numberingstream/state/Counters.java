package dev.ordinal.numberingstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.topics.JsonSerde;
import dev.ordinal.numberingstream.decider.Sequences;
import dev.ordinal.numberingstream.decider.Sequences.LastSequence;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.state.CommittedLog.Stretch;
import dev.ordinal.numberingstream.state.LastNumbers.Given;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Compares the counters with the numbers that the log says were given. The changelog is read from
 * its end backwards, until each number has been met. What was given longer ago than the last {@link
 * #LOOK_BACK} changes of state is not searched for; what was given since is, however far.
 */
final class Counters {

  private static final long LOOK_BACK = 400_000;
  private static final long FIRST_LOOK = 8_000;

  private static final String PREFIX = Table.key(Sequences.LAST.name(), "");

  private static final Deserializer<LastSequence> VALUE =
      new JsonSerde<>(LastSequence.class).deserializer();

  private Counters() {}

  /**
   * The scopes whose counter is behind, each in words.
   *
   * @param changelog the partition that holds the state
   * @param given read before, so that every number in it has its counter in the changelog by now
   */
  static List<String> behind(CommittedLog log, TopicPartition changelog, Map<String, Given> given) {
    Map<String, Given> wanted = new TreeMap<>(given);
    Map<String, String> behind = new TreeMap<>();
    List<TopicPartition> one = List.of(changelog);
    long begin = log.begins(one).getOrDefault(changelog, 0L);
    long end = log.ends(one).getOrDefault(changelog, 0L);
    long from = end;
    for (long step = FIRST_LOOK; !wanted.isEmpty() && from > begin; step *= 2) {
      Look look = new Look();
      long to = from;
      from = Math.max(begin, from - step);
      log.read(
          changelog,
          new Stretch(from, to),
          record -> look.add(record.key(), record.value(), record.timestamp()));
      look.last.forEach(
          (scope, sequence) -> {
            Given number = wanted.remove(scope);
            if (number != null && number.sequence() > sequence) {
              behind.put(scope, inWords(scope, sequence, number));
            }
          });
      if (end - from >= LOOK_BACK) {
        wanted.values().removeIf(number -> number.timestamp() < look.earliest);
      }
    }
    wanted.forEach((scope, number) -> behind.put(scope, inWords(scope, 0, number)));
    return List.copyOf(behind.values());
  }

  private static String inWords(String scope, long counter, Given number) {
    String[] parts = scope.split("\0", 2);
    return "%s in '%s' at %d, though %d was given"
        .formatted(parts[0], parts[1], counter, number.sequence());
  }

  /** What a stretch of the changelog says. */
  private static final class Look {
    private final Map<String, Long> last = new HashMap<>();
    private long earliest = Long.MAX_VALUE;

    void add(byte[] storeKey, byte[] value, long timestamp) {
      earliest = Math.min(earliest, timestamp);
      String key = new String(storeKey, UTF_8);
      if (key.startsWith(PREFIX)) {
        LastSequence counter = value == null ? new LastSequence(0) : VALUE.deserialize("", value);
        last.put(key.substring(PREFIX.length()), counter.sequence());
      }
    }
  }
}
