package dev.ordinal.numberingstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.NumberingStreamApplication;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.UnitOfWork;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes can be read as a command, from whoever can write to the topic, are decided:
 * accepted or rejected. Parking is for bugs, and these would be some.
 */
class HostileCommandsTest {

  private static final int ROUNDS = Integer.getInteger("ordinal.hostile.commands", 20_000);
  private static final Instant NOW = Instant.parse("2025-11-21T10:15:30Z");

  private final JsonTables tables = new JsonTables();
  private final UnitOfWork unit = new UnitOfWork(tables);
  private final Writer writer = new Writer(NumberingStreamApplication.CAPABILITIES, unit);
  private final Map<String, String> parked = new TreeMap<>();
  private final List<String> numbers = new ArrayList<>();
  private int read;
  private int accepted;

  @Test
  void noCommandThatCanBeReadIsParked() throws Exception {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Random random = new Random(seed);
    HostileJson json = new HostileJson(random, numbers);
    unit.run(() -> writer.define(SeriesDefinition.defaults(), NOW));
    List<Class<?>> types =
        Families.COMMANDS.stream()
            .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
            .toList();
    for (int round = 0; round < ROUNDS; round++) {
      Class<?> type = types.get(random.nextInt(types.size()));
      ObjectNode envelope = json.envelope(Families.wireName(type), json.object(type));
      decide(envelope, NOW.plusSeconds(round));
    }
    System.out.printf(
        "seed %d: %d read of %d, %d accepted, %d numbers%n",
        seed, read, ROUNDS, accepted, numbers.size());
    assertThat(parked).as("seed %d", seed).isEmpty();
    assertThat(accepted).as("seed %d", seed).isPositive();
  }

  private void decide(JsonNode json, Instant now) throws Exception {
    CommandEnvelope envelope;
    try {
      byte[] bytes = Json.MAPPER.writeValueAsBytes(json);
      envelope = Topics.COMMANDS.value().deserializer().deserialize(Topics.COMMANDS.name(), bytes);
      Command command = envelope.command();
      if (command.owner() == null) {
        return;
      }
    } catch (SerializationException e) {
      return;
    }
    read++;
    try {
      Writer.Step ruling =
          unit.run(
              () -> {
                Writer.Step made = writer.decide(envelope, now);
                Outgoing.of(envelope, made);
                return made;
              });
      accepted += ruling.decided().rejection() == null ? 1 : 0;
      happened(ruling.events());
      for (Deadline deadline : writer.due(now, 3)) {
        happened(
            unit.run(
                () -> {
                  List<Event> events = writer.expire(deadline, now);
                  Outgoing.of(events);
                  return events;
                }));
      }
    } catch (Throwable e) {
      parked.putIfAbsent(Fault.trace(e), e.getMessage() + " by " + brief(json));
    }
  }

  private void happened(List<Event> events) {
    for (Event event : events) {
      if (event instanceof NumberIssued issued && numbers.size() < 5_000) {
        numbers.add(issued.number());
      }
    }
  }

  private static String brief(JsonNode json) {
    String text = json.toString();
    return text.length() < 1_500 ? text : text.substring(0, 1_500);
  }
}
