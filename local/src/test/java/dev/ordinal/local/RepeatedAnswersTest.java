package dev.ordinal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.NumberingStreamApplication;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.orderapi.OrderApiApplication;
import dev.ordinal.orderapi.commands.Answers;
import dev.ordinal.orderapi.commands.CommandStatus;
import dev.ordinal.orderapi.http.Prefer;
import io.dropwizard.jackson.Jackson;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Writer and API together: what is told of a key is told again, byte for byte, for ever. */
class RepeatedAnswersTest {

  private static final int COMMANDS = 5_000;
  private static final Prefer PREFER = new Prefer(Duration.ofSeconds(5), null);

  private final ObjectMapper json =
      Jackson.newObjectMapper().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final Answers answers = new Answers(OrderApiApplication.renderers());
  private final Writer writer =
      new Writer(NumberingStreamApplication.CAPABILITIES, new JsonTables());
  private final Map<String, Integer> statuses = new TreeMap<>();
  private final List<Asked> asked = new ArrayList<>();
  private int attempts;
  private Instant now = Instant.parse("2025-11-21T10:15:30.123456Z");

  /** A request and what its caller was told. */
  private record Asked(String key, Command command, String answer) {}

  @Test
  void aRepeatIsAnsweredByteForByteAsTheFirstTime() throws Exception {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    System.out.println("seed " + seed + " (-Dordinal.seed to replay)");
    Random random = new Random(seed);
    AnyCommand commands = new AnyCommand(random);
    writer.define(SeriesDefinition.defaults(), now);
    int repeats = 0;
    for (int i = 0; i < COMMANDS; i++) {
      now = now.plusMillis(random.nextInt(60_000));
      String key = "k" + i;
      Command command = commands.next();
      Asked first = new Asked(key, command, ask(key, command, commands));
      statuses.merge(first.answer().substring(0, 3), 1, Integer::sum);
      asked.add(first);
      // Soon after, while refusals are remembered, and of what took effect at any later time.
      repeats += repeat(first, commands, seed);
      repeats += repeat(asked.get(random.nextInt(asked.size())), commands, seed);
    }
    System.out.printf("%d answers %s, %d repeats%n", COMMANDS, statuses, repeats);
    assertThat(statuses).containsKeys("200", "201", "404", "409");
  }

  private int repeat(Asked first, AnyCommand commands, long seed) throws Exception {
    boolean isForGood = first.answer().startsWith("20") && !AnyCommand.isQuestion(first.command());
    boolean isRecent = first.equals(asked.get(asked.size() - 1));
    boolean isFinal = !first.answer().startsWith("422");
    if (!isForGood && !(isRecent && isFinal)) {
      return 0;
    }
    String again = ask(first.key(), AnyCommand.again(first.command()), commands);
    assertThat(again).as("seed %d, key %s", seed, first.key()).isEqualTo(first.answer());
    return 1;
  }

  /** Status, place and body, through the bytes of the topics. */
  private String ask(String key, Command command, AnyCommand commands) throws Exception {
    CommandEnvelope envelope =
        new CommandEnvelope(
            new UUID(7, attempts++),
            key,
            Json.MAPPER.writeValueAsString(command.asAsked()),
            now,
            "actor-" + attempts % 3,
            command);
    Outcome decided = writer.decide(envelope, Instant.MAX).decided();
    String topic = Topics.RESULTS.name();
    byte[] result = Topics.RESULTS.value().serializer().serialize(topic, decided);
    Outcome read = Topics.RESULTS.value().deserializer().deserialize(topic, result);
    Response response =
        answers.toCaller(new CommandStatus(envelope.commandId(), command, read), PREFER);
    String body = json.writeValueAsString(response.getEntity());
    commands.learn(body);
    return "%d %s %s".formatted(response.getStatus(), response.getHeaderString("Location"), body);
  }
}
