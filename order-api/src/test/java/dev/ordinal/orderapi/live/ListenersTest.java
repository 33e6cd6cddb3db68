package dev.ordinal.orderapi.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.orderapi.http.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenersTest {

  private static final Wanted ALL = new Wanted(Set.of(0), null, null, null);

  private final Listeners listeners = new Listeners(new LiveSettings());

  @BeforeEach
  void begin() {
    listeners.begin(Map.of(0, 0L));
    listeners.open();
  }

  @Test
  void everyListenerHearsEveryEventOnceAndInOrder() {
    List<Caller> callers = List.of(listen(), listen(), listen());
    append(0, 3);
    callers.forEach(caller -> assertThat(caller.events()).containsExactly("0", "1", "2"));
  }

  @Test
  void aSlowListenerHoldsUpNobodyAndIsToldWhatItMissed() {
    Caller slow = listen();
    Caller quick = listen();
    slow.ready = false;
    int missed = listeners.history() + 1;
    append(0, missed);
    assertThat(quick.events()).hasSize(missed);
    assertThat(slow.events()).isEmpty();
    slow.ready = true;
    slow.signal();
    assertThat(slow.text()).containsOnlyOnce("event: reset");
    append(missed, 1);
    assertThat(slow.events()).endsWith(Integer.toString(missed));
  }

  @Test
  void aBrokenListenerEndsAndTheOthersHearOn() {
    Caller broken = listen();
    Caller other = listen();
    broken.broken = true;
    append(0, 2);
    assertThat(broken.ends).isEqualTo(1);
    assertThat(other.events()).containsExactly("0", "1");
    assertThat(listeners.count()).isEqualTo(1);
  }

  @Test
  void aHeartbeatTellsThePlaceWithoutAnEvent() {
    Caller caller = listen();
    append(0, 2);
    caller.sent.clear();
    caller.listener().heartbeat();
    assertThat(caller.text()).isEqualTo(": heartbeat\nid: 0.2\n\n");
  }

  @Test
  void theFirstMessageComesBeforeTheEvents() {
    Wanted wanted =
        new Wanted(Set.of(0), Place.of(0, 1), null, new Message(Place.of(0, 1), "lead", "state"));
    append(0, 3);
    assertThat(listen(wanted).events()).containsExactly("state", "1", "2");
  }

  @Test
  void moreThanTheBoundAreRefused() {
    for (int i = 0; i < new LiveSettings().maxListeners(); i++) {
      listen();
    }
    assertThatThrownBy(this::listen)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().status()).isEqualTo(429));
  }

  @Test
  void untilTheEventsAreReachedNobodyIsLetIn() {
    Listeners early = new Listeners(new LiveSettings());
    assertThatThrownBy(() -> early.reader(ALL))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("kafka-unavailable"));
  }

  @Test
  void aListenerThatCannotEvenEndHoldsUpNobody() {
    Caller broken = listen();
    Caller other = listen();
    broken.broken = true;
    broken.endless = true;
    append(0, 2);
    broken.listener().heartbeat();
    assertThat(other.events()).containsExactly("0", "1");
  }

  @Test
  void aStopEndsEveryStreamOnceAndLetsNobodyIn() throws Exception {
    Caller caller = listen();
    listeners.hurry();
    listeners.stop();
    assertThat(caller.ends).isEqualTo(1);
    assertThatThrownBy(this::listen).isInstanceOf(ProblemException.class);
  }

  private void append(int from, int count) {
    for (int offset = from; offset < from + count; offset++) {
      listeners.append(new LiveEvent(0, offset, "a", "t", Integer.toString(offset)));
    }
  }

  private Caller listen() {
    return listen(ALL);
  }

  private Caller listen(Wanted wanted) {
    Caller caller = new Caller();
    Listener listener = new Listener(listeners.reader(wanted), wanted.first(), caller);
    caller.listener.add(listener);
    listeners.add(listener);
    listener.signal();
    return caller;
  }

  /** What a caller was sent. */
  private final class Caller implements Listener.Output {

    private final List<Listener> listener = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private boolean ready = true;
    private boolean broken;
    private boolean endless;
    private int ends;

    Listener listener() {
      return listener.get(0);
    }

    void signal() {
      listener().signal();
    }

    String text() {
      StringBuilder text = new StringBuilder();
      sent.forEach(bytes -> text.append(new String(bytes, UTF_8)));
      return text.toString();
    }

    List<String> events() {
      return text()
          .lines()
          .filter(line -> line.startsWith("data: "))
          .map(line -> line.substring("data: ".length()))
          .toList();
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      if (broken) {
        throw new IOException("gone");
      }
      sent.add(bytes);
    }

    @Override
    public void flush() {}

    @Override
    public void end() {
      ends++;
      if (endless) {
        throw new IllegalStateException("the exchange cannot be completed");
      }
      listeners.remove(listener());
    }
  }
}
