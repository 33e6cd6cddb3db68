package dev.ordinal.orderapi.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.orderapi.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveLogTest {

  private static final Set<Integer> BOTH = Set.of(0, 1);

  private final LiveLog log = new LiveLog(4, Map.of(0, 10L, 1, 20L));

  @Test
  void whoNamesNoPlaceHearsWhatComesFromNowOn() {
    append(0, 10, "a");
    LiveLog.Reader reader = reader(null, null);
    assertThat(reader.next()).isNull();
    append(1, 20, "b");
    assertThat(rest(reader)).containsExactly("b@1.20");
    assertThat(reader.place()).hasToString("0.11_1.21");
  }

  @Test
  void whoComesBackMissesNothingAndHearsNothingTwice() {
    append(0, 10, "a");
    append(1, 20, "b");
    append(0, 12, "a");
    assertThat(rest(reader("0.11_1.20", null))).containsExactly("b@1.20", "a@0.12");
    assertThat(rest(reader("0.11_1.21", null))).containsExactly("a@0.12");
    assertThat(rest(reader("0.13_1.21", null))).isEmpty();
  }

  @Test
  void whoWasFartherElsewhereHearsNothingTwice() {
    LiveLog.Reader reader = reader("0.13_1.20", null);
    append(0, 10, "a");
    append(1, 20, "b");
    append(0, 13, "a");
    assertThat(reader.next()).isEqualTo(new Message(Place.parse("0.13_1.21"), "t", "b@1.20"));
    assertThat(rest(reader)).containsExactly("a@0.13");
  }

  @Test
  void theEventsOfOthersAreSkippedAndMoveThePlaceOn() {
    LiveLog.Reader reader = reader(Set.of(0), "0.10", "a");
    append(0, 10, "a");
    append(0, 11, "b");
    append(1, 20, "a");
    assertThat(rest(reader)).containsExactly("a@0.10");
    assertThat(reader.place()).hasToString("0.12");
  }

  @Test
  void whoIsTooSlowIsToldOnceAndGoesOnFromNow() {
    LiveLog.Reader reader = reader(null, null);
    for (int offset = 10; offset < 15; offset++) {
      append(0, offset, "a");
    }
    assertThat(rest(reader)).containsExactly("reset");
    append(0, 15, "a");
    assertThat(rest(reader)).containsExactly("a@0.15");
  }

  @Test
  void fourEventsBehindIsNotTooSlow() {
    LiveLog.Reader reader = reader(null, null);
    for (int offset = 10; offset < 14; offset++) {
      append(0, offset, "a");
    }
    assertThat(rest(reader)).containsExactly("a@0.10", "a@0.11", "a@0.12", "a@0.13");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.9_1.20", "0.10", "1.20", "7.1"})
  void whoNamesAPlaceThatIsNotKnownIsToldSo(String place) {
    assertThat(rest(reader(place, null))).containsExactly("reset");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "0.", "0.1_", "0.-1", "0.1,1.2", "0.9999999999999999999"})
  void whatIsNoPlaceIsRefused(String text) {
    assertThatThrownBy(() -> Place.parse(text))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Last-Event-ID");
  }

  @Test
  void howeverOftenSomebodyComesBackEveryEventIsHeardOnce() {
    long seed = Long.getLong("ordinal.seed", new Random().nextLong());
    Random random = new Random(seed);
    LiveLog big = new LiveLog(1_000, Map.of(0, 0L, 1, 0L));
    long[] next = new long[2];
    List<String> sent = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    Place place = Place.parse("0.0_1.0");
    for (int step = 0; step < 2_000; step++) {
      if (random.nextInt(3) > 0) {
        int partition = random.nextInt(2);
        // Transactions leave holes.
        long offset = next[partition] + random.nextInt(3);
        next[partition] = offset + 1;
        big.append(new LiveEvent(partition, offset, "a", "t", partition + "." + offset));
        sent.add(partition + "." + offset);
      } else if (random.nextBoolean()) {
        LiveLog.Reader reader = big.reader(new Wanted(BOTH, place, null, null));
        for (int i = random.nextInt(5); i >= 0; i--) {
          Message message = reader.next();
          if (message != null) {
            heard.add(message.data());
            place = Place.parse(message.id().toString());
          }
        }
      }
    }
    LiveLog.Reader last = big.reader(new Wanted(BOTH, place, null, null));
    for (Message message = last.next(); message != null; message = last.next()) {
      heard.add(message.data());
    }
    assertThat(heard).as("seed " + seed).isEqualTo(sent);
  }

  @Test
  void aMessageOfSeveralLinesIsOneMessage() {
    Message message = new Message(Place.of(3, 7), "leads.created.v1", "{\n\"a\":1}");
    assertThat(new String(message.bytes(), UTF_8))
        .isEqualTo("id: 3.7\nevent: leads.created.v1\ndata: {\ndata: \"a\":1}\n\n");
  }

  private void append(int partition, long offset, String subject) {
    log.append(
        new LiveEvent(partition, offset, subject, "t", subject + "@" + partition + "." + offset));
  }

  private LiveLog.Reader reader(@Nullable String from, @Nullable String subject) {
    return reader(BOTH, from, subject);
  }

  private LiveLog.Reader reader(
      Set<Integer> partitions, @Nullable String from, @Nullable String subject) {
    return log.reader(
        new Wanted(partitions, from == null ? null : Place.parse(from), subject, null));
  }

  private static List<String> rest(LiveLog.Reader reader) {
    List<String> rest = new ArrayList<>();
    for (Message message = reader.next(); message != null; message = reader.next()) {
      rest.add(message.type().equals(LiveLog.RESET) ? "reset" : message.data());
    }
    return rest;
  }
}
