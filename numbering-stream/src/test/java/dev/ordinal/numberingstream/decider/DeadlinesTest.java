package dev.ordinal.numberingstream.decider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static final Instant T0 = Instant.parse("2025-11-21T10:15:30Z");

  private final InMemoryTables tables = new InMemoryTables();
  private final Writer writer = new Writer(List.of(new Alarms(true)), tables);

  @Test
  void aDeadlineHappensWhenItHasPassedAndOnce() {
    set("a", T0.plusSeconds(10));

    assertThat(Ticks.expire(writer, T0.plusSeconds(10).minusNanos(1_000), 10)).isEmpty();
    assertThat(Ticks.expire(writer, T0.plusSeconds(10), 10)).hasSize(1);
    assertThat(Ticks.expire(writer, T0.plusSeconds(99), 10)).isEmpty();
  }

  @Test
  void whatFollowsIsNamedAlikeHoweverOftenItIsDecided() {
    Deadline deadline = new Deadline(Alarms.RINGS, "owner", "a", T0);
    UUID first = ringsAlone(deadline, T0);
    assertThat(ringsAlone(deadline, T0.plusSeconds(7))).isEqualTo(first);
    assertThat(ringsAlone(new Deadline(Alarms.RINGS, "owner", "b", T0), T0)).isNotEqualTo(first);
  }

  @Test
  void aTickDoesNoMoreThanItMayAndTheEarliestFirst() {
    List<Integer> seconds =
        new ArrayList<>(IntStream.range(0, 500).map(i -> i * 7919).boxed().toList());
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Collections.shuffle(seconds, new Random(seed));
    seconds.forEach(s -> set("s" + s, T0.plusSeconds(s).plusNanos(s * 1_000L)));

    List<Instant> rung = new ArrayList<>();
    for (int tick = 0; tick * 7 < 500; tick++) {
      List<Event> events = Ticks.expire(writer, T0.plusSeconds(10_000_000), 7);
      assertThat(events).hasSizeLessThanOrEqualTo(7);
      events.forEach(event -> rung.add(((Rang) event).at()));
    }
    assertThat(rung).as("seed %d", seed).hasSize(500).isSorted();
  }

  @Test
  void aCommandAfterADeadlineFindsItDone() {
    set("a", T0.plusSeconds(10));

    Writer.Step ruling =
        writer.decide(envelope(set("a", T0.plusSeconds(99), T0.plusSeconds(10))), Instant.MAX);

    assertThat(ruling.events()).hasSize(2);
    assertThat(ruling.events().get(0)).isInstanceOf(Rang.class);
    assertThat(ruling.decided().fact()).isEqualTo(ruling.events().get(1));
    assertThat(Ticks.expire(writer, T0.plusSeconds(11), 10)).isEmpty();
  }

  @Test
  void whatSurvivesIsTheState() {
    set("a", T0.plusSeconds(10));
    Writer afterRestart = new Writer(List.of(new Alarms(true)), tables);
    assertThat(Ticks.expire(afterRestart, T0.plusSeconds(10), 10)).hasSize(1);
  }

  @Test
  void aRuleThatLeavesItsDeadlineStandingIsABug() {
    Writer broken = new Writer(List.of(new Alarms(false)), tables);
    broken.decide(envelope(set("a", T0, T0)), Instant.MAX);
    assertThatThrownBy(() -> Ticks.expire(broken, T0, 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("still set");
  }

  @Test
  void aDeadlineIsNotSetTwiceNorClearedUnset() {
    Deadlines deadlines = Deadlines.open(tables);
    Deadline deadline = new Deadline(Alarms.RINGS, "owner", "a", T0);
    deadlines.set(deadline);
    assertThatThrownBy(() -> deadlines.set(deadline)).isInstanceOf(IllegalStateException.class);
    deadlines.clear(deadline);
    assertThatThrownBy(() -> deadlines.clear(deadline)).isInstanceOf(IllegalStateException.class);
  }

  private static UUID ringsAlone(Deadline deadline, Instant now) {
    Writer alone = new Writer(List.of(new Alarms(true)), new InMemoryTables());
    alone.decide(
        envelope(set(deadline.subject(), deadline.at(), deadline.at().minusSeconds(1))),
        Instant.MAX);
    return Ticks.expire(alone, now, 10).get(0).commandId();
  }

  private void set(String subject, Instant at) {
    writer.decide(envelope(set(subject, at, T0.minusSeconds(1))), Instant.MAX);
  }

  private static SetAlarm set(String subject, Instant at, Instant now) {
    return new SetAlarm(subject, at, now);
  }

  private static CommandEnvelope envelope(SetAlarm command) {
    return new CommandEnvelope(
        UUID.randomUUID(), command.toString(), "f", command.now(), "staff", command);
  }

  /** Asks for an alarm; {@code now} is when it is asked. */
  record SetAlarm(String subject, Instant at, Instant now) implements Command {
    @Override
    public String owner() {
      return "owner";
    }
  }

  private interface AlarmEvent extends Event {
    Instant at();

    @Override
    default String owner() {
      return "owner";
    }

    @Override
    default String source() {
      return "/alarms";
    }

    @Override
    default Instant time() {
      return at();
    }

    default Deadline deadline() {
      return new Deadline(Alarms.RINGS, owner(), subject(), at());
    }
  }

  record AlarmSet(String subject, Instant at, UUID commandId) implements AlarmEvent {}

  record Rang(String subject, Instant at, UUID commandId) implements AlarmEvent {}

  /** A table of what rings when. */
  record AlarmState(Instant at) {}

  /** A capability that is nothing but deadlines; a sound one clears them. */
  private record Alarms(boolean sound) implements Capability<SetAlarm, AlarmEvent> {

    static final String RINGS = "alarms.ring";
    private static final Table.Spec<AlarmState> ALARMS =
        new Table.Spec<>("alarms", AlarmState.class);

    @Override
    public Class<SetAlarm> commands() {
      return SetAlarm.class;
    }

    @Override
    public Class<AlarmEvent> events() {
      return AlarmEvent.class;
    }

    @Override
    public List<String> deadlines() {
      return List.of(RINGS);
    }

    @Override
    public Handler<SetAlarm, AlarmEvent> open(Table.Source tables) {
      Table<AlarmState> alarms = tables.open(ALARMS);
      Deadlines deadlines = Deadlines.open(tables);
      return new Handler<>() {
        @Override
        public @Nullable Deadline deadlineOf(SetAlarm command) {
          AlarmState alarm = alarms.get(command.subject());
          return alarm == null
              ? null
              : new Deadline(RINGS, command.owner(), command.subject(), alarm.at());
        }

        @Override
        public Decision decide(SetAlarm command, DecisionContext context) {
          return Decision.accepted(
              new AlarmSet(command.subject(), command.at(), context.commandId()));
        }

        @Override
        public List<Event> onDeadline(Deadline deadline, DecisionContext context) {
          return List.of(new Rang(deadline.subject(), deadline.at(), context.commandId()));
        }

        @Override
        public void evolve(AlarmEvent event) {
          if (event instanceof AlarmSet) {
            alarms.put(event.subject(), new AlarmState(event.at()));
            deadlines.set(event.deadline());
          } else if (sound) {
            alarms.remove(event.subject());
            deadlines.clear(event.deadline());
          }
        }
      };
    }
  }
}
