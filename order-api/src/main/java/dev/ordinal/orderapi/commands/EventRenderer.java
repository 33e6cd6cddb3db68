package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.Event;
import java.util.List;

/** How one capability answers for its events; each capability has one. */
public interface EventRenderer {

  /** The family that is rendered here. */
  Class<? extends Event> family();

  /**
   * The answer to the command that led to this event.
   *
   * @param event one of {@link #family()}
   */
  Rendered render(Event event);

  /**
   * The same, where what followed in the same step changes the answer.
   *
   * @param following what followed, in order; may be empty
   */
  default Rendered render(Event event, List<Event> following) {
    return render(event);
  }
}
