package dev.ordinal.numberingstream.decider;

import static dev.ordinal.numberingstream.orders.OrderExamples.ACCEPTED_AT;
import static dev.ordinal.numberingstream.orders.OrderExamples.cancel;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.BulkDecided;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.numberingstream.decider.Writer.Step;
import dev.ordinal.numberingstream.orders.OrderExamples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BulkTest {

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = OrderExamples.writer(tables);
  private int bulks;

  @Test
  void eachOfABulkIsDecidedAsIfItHadComeAlone() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    InMemoryTables others = new InMemoryTables();
    Writer alone = OrderExamples.writer(others);
    for (int i = 0; i < 200; i++) {
      List<Bulk.Item> items = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(20); j++) {
        items.add(any(random));
      }
      CommandEnvelope envelope = envelope(false, items);
      Step together = writer.decide(envelope, Instant.MAX);
      List<Event> events = new ArrayList<>();
      List<Outcome> outcomes = new ArrayList<>();
      for (Bulk.Item item : items) {
        Step one = alone.decide(envelope.of(item), Instant.MAX);
        events.addAll(one.events());
        outcomes.add(one.decided());
      }
      assertThat(outcomes(together)).as("seed %d", seed).isEqualTo(outcomes);
      assertThat(together.events()).as("seed %d", seed).isEqualTo(events);
    }
    assertThat(tables.content()).as("seed %d", seed).isEqualTo(others.content());
  }

  @Test
  void ofAllOrNoneNothingStaysIfOneIsRefused() {
    ask(false, item("k0", place("GAM", "pay_0", null)));
    JsonNode before = Json.MAPPER.valueToTree(tables.content());
    Step refused =
        ask(
            true,
            item("k1", place("GAM", "pay_1", null)),
            item("k2", cancel("GAM-20251121-0077")),
            item("k0", place("GAM", "pay_0", null)),
            item("k3", place("GAM", "pay_1", null)),
            item("k1", place("GAM", "pay_1", null)));
    assertThat(refused.events()).isEmpty();
    assertThat(outcomes(refused).stream().map(BulkTest::told))
        .containsExactly(
            "not-all-accepted",
            "order-not-found",
            "GAM-20251121-0001 again",
            "payment-reference-used",
            "not-all-accepted");
    JsonNode after = Json.MAPPER.valueToTree(tables.content());
    assertThat(after).isEqualTo(before);
  }

  @Test
  void ofAllOrNoneAllAreAcceptedAndGetTheNextNumbersInTheirOrder() {
    Step accepted =
        ask(
            true,
            item("k1", place("GAM", null, null)),
            item("k2", place("GAM", null, null)),
            item("k1", place("GAM", null, null)));
    assertThat(outcomes(accepted).stream().map(BulkTest::told))
        .containsExactly("GAM-20251121-0001", "GAM-20251121-0002", "GAM-20251121-0001 again");
    assertThat(accepted.events()).hasSize(2);
    assertThat(accepted.decided().replayed()).isFalse();
  }

  @Test
  void whatIsSentAgainIsToldAgainOneByOne() {
    Bulk.Item first = item("k1", place("GAM", null, null));
    Bulk.Item second = item("k2", place("GAM", null, null));
    ask(false, first);
    Step mixed = ask(false, first, second);
    assertThat(outcomes(mixed).stream().map(BulkTest::told))
        .containsExactly("GAM-20251121-0001 again", "GAM-20251121-0002");
    Step again = ask(false, first, second);
    assertThat(again.events()).isEmpty();
    assertThat(again.decided().replayed()).isTrue();
    Step alone = writer.decide(envelope(false, List.of(first)).of(second), Instant.MAX);
    assertThat(told(alone.decided())).isEqualTo("GAM-20251121-0002 again");
  }

  private Step ask(boolean allOrNone, Bulk.Item... items) {
    return writer.decide(envelope(allOrNone, List.of(items)), Instant.MAX);
  }

  private CommandEnvelope envelope(boolean allOrNone, List<Bulk.Item> items) {
    Bulk bulk = new Bulk("GAM", allOrNone, items);
    UUID id = new UUID(9, bulks++);
    String key = CommandEnvelope.UNREPEATABLE + bulks;
    return new CommandEnvelope(id, key, "", ACCEPTED_AT, "checkout", bulk);
  }

  private static Bulk.Item any(Random random) {
    String key = "k" + random.nextInt(900);
    int place = random.nextInt(150);
    return random.nextInt(4) == 0
        ? item(key, cancel("GAM-20251121-%04d".formatted(place)))
        : item(key, place("GAM", "pay_" + place, null));
  }

  private static Bulk.Item item(String key, Command command) {
    return new Bulk.Item(key, Json.MAPPER.valueToTree(command).toString(), command);
  }

  private static List<Outcome> outcomes(Step step) {
    return ((BulkDecided) Objects.requireNonNull(step.decided().fact())).outcomes();
  }

  private static String told(Outcome outcome) {
    Rejection rejection = outcome.rejection();
    if (rejection != null) {
      return rejection.code();
    }
    String number = ((OrderFact.Placed) Objects.requireNonNull(outcome.fact())).number();
    return outcome.replayed() ? number + " again" : number;
  }
}
