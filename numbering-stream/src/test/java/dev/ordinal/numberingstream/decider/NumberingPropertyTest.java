package dev.ordinal.numberingstream.decider;

import static dev.ordinal.numberingstream.orders.OrderExamples.cancel;
import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Reply;
import dev.ordinal.numberingstream.orders.OrderExamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random command sequences; replay one with {@code -Dordinal.seed=N}. */
class NumberingPropertyTest {

  private static final int RUNS = 200;
  private static final int COMMANDS = 400;
  private static final Instant YEAR_END = Instant.parse("2025-12-31T22:00:00Z");

  private final Map<String, Long> lastOfScope = new HashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final Map<String, Reply> firstAnswers = new HashMap<>();

  @Test
  void whateverIsAskedNumbersAreContiguousAndAKeyHasOneAnswer() {
    long base = Long.getLong("ordinal.seed", System.nanoTime());
    for (int run = 0; run < RUNS; run++) {
      long seed = base + run;
      lastOfScope.clear();
      numbers.clear();
      firstAnswers.clear();
      try {
        runOne(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("failed; replay with -Dordinal.seed=" + seed, e);
      }
    }
  }

  private void runOne(Random random) {
    Writer writer = OrderExamples.writer(new InMemoryTables());
    List<CommandEnvelope> sent = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      CommandEnvelope next =
          !sent.isEmpty() && random.nextInt(4) == 0
              ? again(sent.get(random.nextInt(sent.size())), i)
              : fresh(random, i);
      sent.add(next);
      check(next, writer.decide(next));
    }
  }

  private void check(CommandEnvelope envelope, Writer.Ruling ruling) {
    for (Event event : ruling.events()) {
      if (event instanceof NumberIssued issued) {
        String scope = issued.series() + "/" + issued.period();
        assertThat(issued.sequence()).isEqualTo(lastOfScope.merge(scope, 1L, Long::sum));
        assertThat(numbers.add(issued.number())).as(issued.number() + " is new").isTrue();
      }
    }
    String key = envelope.command().owner() + "/" + envelope.idempotencyKey();
    Reply first = firstAnswers.putIfAbsent(key, ruling.reply());
    if (first != null) {
      assertThat(ruling.events()).isEmpty();
      assertThat(ruling.reply().events()).isEqualTo(first.events());
      assertThat(ruling.reply().rejection()).isEqualTo(first.rejection());
    }
  }

  private CommandEnvelope fresh(Random random, int i) {
    if (!numbers.isEmpty() && random.nextInt(5) == 0) {
      List<String> known = numbers.stream().sorted().toList();
      return envelope("key" + i, cancel(known.get(random.nextInt(known.size()))), 0);
    }
    String series = random.nextBoolean() ? "GAM" : "RET";
    String reference = random.nextInt(3) == 0 ? "pay" + random.nextInt(40) : null;
    Instant at = YEAR_END.plusSeconds(random.nextInt(4 * 3600));
    return envelope("key" + i, place(series, reference, at), 0);
  }

  private static CommandEnvelope again(CommandEnvelope first, int attempt) {
    return envelope(first.idempotencyKey(), first.command(), attempt);
  }
}
