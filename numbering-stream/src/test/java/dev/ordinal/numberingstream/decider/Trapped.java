package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A capability with bugs in it: {@code trap} is given each command before it is decided, each event
 * after it has been evolved and each deadline before it is acted on, and throws what it likes.
 */
public record Trapped<C extends Command, E extends Event>(
    Capability<C, E> inner, Consumer<Object> trap) implements Capability<C, E> {

  @Override
  public Class<C> commands() {
    return inner.commands();
  }

  @Override
  public Class<E> events() {
    return inner.events();
  }

  @Override
  public List<String> deadlines() {
    return inner.deadlines();
  }

  @Override
  public Handler<C, E> open(Table.Source tables) {
    Handler<C, E> handler = inner.open(tables);
    return new Handler<>() {
      @Override
      public Decision decide(C command, DecisionContext context) {
        trap.accept(command);
        return handler.decide(command, context);
      }

      @Override
      public Fact factOf(C command, StoredOutcome.Former first) {
        return handler.factOf(command, first);
      }

      @Override
      public int size(C command) {
        return handler.size(command);
      }

      @Override
      public Deliberation deliberate(C command, DecisionContext context, @Nullable Fact known) {
        Deliberation deliberation = handler.deliberate(command, context, known);
        return size -> {
          trap.accept(command);
          return deliberation.step(size);
        };
      }

      @Override
      public @Nullable Deadline deadlineOf(C command) {
        return handler.deadlineOf(command);
      }

      @Override
      public List<Event> onDeadline(Deadline deadline, DecisionContext context) {
        trap.accept(deadline);
        return handler.onDeadline(deadline, context);
      }

      @Override
      public void evolve(E event) {
        handler.evolve(event);
        trap.accept(event);
      }
    };
  }
}
