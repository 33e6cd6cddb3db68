package dev.ordinal.numberingstream.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.partners.PartnerEvent;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.teams.TeamEvent;
import dev.ordinal.numberingstream.documents.Documents;
import dev.ordinal.numberingstream.leads.Leads;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.partners.Partners;
import dev.ordinal.numberingstream.series.Series;
import dev.ordinal.numberingstream.teams.Teams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Random command sequences over series that are defined and changed on the way: every kind, period
 * and zone, with resets, syncs, imports and reservations that end. Replay one with {@code
 * -Dordinal.seed=N}.
 */
class NumberingPropertyTest {

  private static final int RUNS = 1_000;
  private static final int COMMANDS = 120;

  private final Set<Class<?>> seen = new HashSet<>();

  @Test
  void whateverIsAskedNumbersAreContiguousAndAKeyHasOneAnswer() {
    Long replayed = Long.getLong("ordinal.seed");
    long base = replayed == null ? System.nanoTime() : replayed;
    for (int run = 0; run < (replayed == null ? RUNS : 1); run++) {
      long seed = base + run;
      try {
        new Run(new Random(seed)).go();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("failed; replay with -Dordinal.seed=" + seed, e);
      }
    }
    if (replayed == null) {
      assertThat(seen).contains(SeriesEvent.class.getPermittedSubclasses());
      assertThat(seen).contains(OrderEvent.OrderPlaced.class);
      assertThat(seen).contains(TeamEvent.TeamRegistered.class);
      assertThat(seen).contains(PartnerEvent.PartnerRegistered.class);
      assertThat(seen).contains(DocumentEvent.class.getPermittedSubclasses());
    }
  }

  private final class Run {
    private final Random random;
    private final LogCheck log = new LogCheck();
    private final RandomCommands commands;
    private final Writer writer;
    private final Map<String, Reply> firstAnswers = new HashMap<>();
    private final List<CommandEnvelope> sent = new ArrayList<>();

    Run(Random random) {
      this.random = random;
      this.commands = new RandomCommands(random, log);
      this.writer =
          new Writer(
              List.of(
                  new Series(List.of(Teams.IMPORTS, Partners.IMPORTS)),
                  new Orders(),
                  new Teams(),
                  new Partners(),
                  new Leads(),
                  new Documents()),
              new InMemoryTables());
    }

    void go() {
      for (int i = 0; i < COMMANDS; i++) {
        CommandEnvelope next =
            !sent.isEmpty() && random.nextInt(5) == 0
                ? again(sent.get(random.nextInt(sent.size())))
                : envelope("key" + i, commands.next(), commands.moment());
        sent.add(next);
        Writer.Ruling ruling = writer.decide(next, Instant.MAX);
        happened(ruling.events());
        checkAnswer(next, ruling);
        if (random.nextInt(10) == 0) {
          happened(Ticks.expire(writer, commands.moment(), 3));
        }
      }
    }

    private void happened(List<Event> events) {
      log.check(events);
      events.forEach(event -> seen.add(event.getClass()));
    }

    private void checkAnswer(CommandEnvelope envelope, Writer.Ruling ruling) {
      String key = envelope.command().owner() + "/" + envelope.idempotencyKey();
      Reply first = firstAnswers.get(key);
      if (first == null || (isForgettable(first, envelope) && !ruling.reply().replayed())) {
        firstAnswers.put(key, ruling.reply());
      } else {
        assertThat(ruling.events()).isEmpty();
        assertThat(ruling.reply().replayed()).isTrue();
        assertThat(ruling.reply().events()).isEqualTo(first.events());
        assertThat(ruling.reply().rejection()).isEqualTo(first.rejection());
      }
    }

    /** The moments lie years apart, so refusals and answers to questions may be forgotten. */
    private boolean isForgettable(Reply first, CommandEnvelope envelope) {
      return first.rejection() != null
          || (envelope.command() instanceof ImportNumbers rows && rows.dryRun());
    }

    private CommandEnvelope again(CommandEnvelope first) {
      return envelope(first.idempotencyKey(), first.command(), commands.moment());
    }

    private CommandEnvelope envelope(String key, Command command, Instant acceptedAt) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      return new CommandEnvelope(id, key, command.toString(), acceptedAt, "staff", 0, command);
    }
  }
}
