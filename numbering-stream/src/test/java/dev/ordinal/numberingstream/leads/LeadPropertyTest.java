package dev.ordinal.numberingstream.leads;

import static dev.ordinal.numberingstream.leads.LeadExamples.T0;
import static dev.ordinal.numberingstream.leads.LeadExamples.claim;
import static dev.ordinal.numberingstream.leads.LeadExamples.createLead;
import static dev.ordinal.numberingstream.leads.LeadExamples.envelope;
import static dev.ordinal.numberingstream.leads.LeadExamples.release;
import static dev.ordinal.numberingstream.leads.LeadExamples.renew;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.leads.LeadCommand;
import dev.ordinal.contracts.leads.LeadEvent.LeadClaimed;
import dev.ordinal.contracts.leads.LeadEvent.LeadReleased;
import dev.ordinal.contracts.leads.LeadEvent.LeadWaitlisted;
import dev.ordinal.contracts.leads.LeadEvent.LeaseExpired;
import dev.ordinal.contracts.leads.LeadEvent.LeaseRenewed;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Ticks;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random commands and ticks; replay one with {@code -Dordinal.seed=N}. */
class LeadPropertyTest {

  private static final int RUNS = 200;
  private static final int STEPS = 400;
  private static final List<String> LEADS = List.of("lead-1", "lead-2", "lead-3");

  private final Map<String, LeadClaimed> held = new HashMap<>();
  private final Map<String, Long> tokens = new HashMap<>();
  private final Map<String, Deque<String>> lines = new HashMap<>();
  private final Map<String, Reply> firstAnswers = new HashMap<>();
  private final Set<String> ids = new HashSet<>();

  @Test
  void whateverIsAskedOneHasALeadAtATimeAndTokensOnlyGrow() {
    long base = Long.getLong("ordinal.seed", System.nanoTime());
    for (int run = 0; run < RUNS; run++) {
      long seed = base + run;
      List.of(held, tokens, lines, firstAnswers).forEach(Map::clear);
      ids.clear();
      try {
        runOne(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("failed; replay with -Dordinal.seed=" + seed, e);
      }
    }
  }

  private void runOne(Random random) {
    Writer writer = new Writer(List.of(new Leads()), new InMemoryTables());
    List<CommandEnvelope> sent = new ArrayList<>();
    Instant now = T0;
    for (int step = 0; step < STEPS; step++) {
      now = now.plusMillis(random.nextInt(4_000));
      if (random.nextInt(6) == 0) {
        check(Ticks.expire(writer, now, 1 + random.nextInt(3)));
        continue;
      }
      // API instances' clocks differ a little.
      Instant acceptedAt = now.plusMillis(random.nextInt(2_000) - 1_000L);
      boolean repeat = !sent.isEmpty() && random.nextInt(5) == 0;
      CommandEnvelope next =
          repeat
              ? again(sent.get(random.nextInt(sent.size())), acceptedAt, step)
              : envelope("key" + step, command(random), acceptedAt, 0);
      sent.add(next);
      Writer.Ruling ruling = writer.decide(next, Instant.MAX);
      check(ruling.events());
      checkAnswer(next, ruling);
    }
  }

  private void checkAnswer(CommandEnvelope envelope, Writer.Ruling ruling) {
    String key = envelope.command().owner() + "/" + envelope.idempotencyKey();
    Reply first = firstAnswers.putIfAbsent(key, ruling.reply());
    if (first != null) {
      assertThat(ruling.events()).isEmpty();
      assertThat(ruling.reply().events()).isEqualTo(first.events());
      assertThat(ruling.reply().rejection()).isEqualTo(first.rejection());
    }
  }

  private void check(List<Event> events) {
    for (Event event : events) {
      String lead = event.subject();
      if (event instanceof LeadClaimed claimed) {
        assertThat(held.put(lead, claimed)).as("%s has no other winner", lead).isNull();
        assertThat(claimed.fencingToken()).isEqualTo(tokens.merge(lead, 1L, Long::sum));
        assertThat(claimed.fromWaitlist()).isEqualTo(!line(lead).isEmpty());
        if (claimed.fromWaitlist()) {
          assertThat(claimed.claimant()).isEqualTo(line(lead).removeFirst());
        }
      } else if (event instanceof LeadReleased released) {
        assertThat(held.remove(lead).fencingToken()).isEqualTo(released.fencingToken());
      } else if (event instanceof LeaseExpired expired) {
        assertThat(held.remove(lead).fencingToken()).isEqualTo(expired.fencingToken());
        assertThat(expired.noticedAt()).isAfterOrEqualTo(expired.leaseExpiresAt());
        assertThat(ids.add(expired.commandId().toString())).as("ends once").isTrue();
      } else if (event instanceof LeaseRenewed renewed) {
        assertThat(held.get(lead))
            .extracting(LeadClaimed::fencingToken)
            .isEqualTo(renewed.fencingToken());
      } else if (event instanceof LeadWaitlisted waitlisted) {
        line(lead).addLast(waitlisted.claimant());
        assertThat(waitlisted.position()).isEqualTo(line(lead).size());
      }
    }
  }

  private Deque<String> line(String lead) {
    return lines.computeIfAbsent(lead, id -> new ArrayDeque<>());
  }

  private LeadCommand command(Random random) {
    String lead = LEADS.get(random.nextInt(LEADS.size()));
    String claimant = "employee-" + random.nextInt(6);
    LeadClaimed holder = held.get(lead);
    if (holder != null && random.nextInt(4) == 0) {
      // Mostly the token in force, now and then the one before.
      long token = holder.fencingToken() - (random.nextInt(4) == 0 ? 1 : 0);
      return random.nextBoolean()
          ? renew(lead, holder.claimant(), token)
          : release(lead, holder.claimant(), token);
    }
    return random.nextInt(20) == 0
        ? createLead(lead)
        : claim(lead, claimant, 1 + random.nextInt(20), random.nextBoolean());
  }

  private static CommandEnvelope again(CommandEnvelope first, Instant acceptedAt, int attempt) {
    return envelope(first.idempotencyKey(), (LeadCommand) first.command(), acceptedAt, attempt + 1);
  }
}
