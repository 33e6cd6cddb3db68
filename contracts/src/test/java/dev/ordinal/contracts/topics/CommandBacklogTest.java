package dev.ordinal.contracts.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is made of the offsets that the brokers tell, look by look. */
class CommandBacklogTest {

  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

  private final CommandBacklog backlog =
      new CommandBacklog(CommandBacklog.DEFAULT_GROUP, () -> START);

  @Test
  void nothingIsKnownBeforeTheFirstLook() {
    assertThat(backlog.decidedUpTo(0)).isEmpty();
    assertThat(backlog.undecidedFor(0, second(60))).isZero();
  }

  @Test
  void anEmptyPartitionIsDecided() {
    backlog.note(0, second(1), 0, 0);

    assertThat(backlog.decidedUpTo(0)).contains(second(1));
    assertThat(backlog.undecidedFor(0, second(60))).isZero();
  }

  @Test
  void theAgeGrowsFromTheLookThatSawTheCommandFirst() {
    backlog.note(0, second(1), 5, 5);
    backlog.note(0, second(2), 6, 5);
    backlog.note(0, second(3), 9, 5);

    assertThat(backlog.decidedUpTo(0)).contains(second(1));
    assertThat(backlog.undecidedFor(0, second(12))).isEqualTo(Duration.ofSeconds(10));
    assertThat(backlog.undecidedFor(second(12))).isEqualTo(Duration.ofSeconds(10));
    assertThat(backlog.undecidedFor(1, second(12))).isZero();
  }

  @Test
  void timeGoesOnThoughNewCommandsComeWithEveryLook() {
    backlog.note(0, second(1), 10, 5);
    backlog.note(0, second(2), 20, 15);
    backlog.note(0, second(3), 30, 25);

    assertThat(backlog.decidedUpTo(0)).contains(second(2));
    assertThat(backlog.undecidedFor(0, second(3))).isZero();
  }

  @Test
  void aPartitionThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> backlog.decidedUpTo(Topics.OWNER_PARTITIONS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Against the whole history, which the backlog does not keep. */
  @Test
  void whateverTheOffsetsDoItNeverClaimsMoreThanIsDecided() {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Random random = new Random(seed);
    List<Long> ends = new ArrayList<>();
    long end = 0;
    long decided = 0;
    Optional<Instant> before = Optional.empty();
    for (int look = 0; look < 5_000; look++) {
      end += random.nextInt(4) == 0 ? random.nextInt(100) : random.nextInt(2);
      ends.add(end);
      // A writer that is down for a while, or catches up, or is at the end.
      decided =
          switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> decided;
            case 5, 6, 7 -> Math.min(end, decided + random.nextInt(30));
            default -> end;
          };
      backlog.note(0, second(look), end, decided);

      Optional<Instant> upTo = backlog.decidedUpTo(0);
      String at = "seed %d, look %d".formatted(seed, look);
      int index = upTo.map(time -> (int) Duration.between(START, time).toSeconds()).orElse(-1);
      assertThat(index < 0 || ends.get(index) <= decided).as(at).isTrue();
      assertThat(
              upTo.isEmpty() ? before.isEmpty() : upTo.get().compareTo(before.orElse(START)) >= 0)
          .as("never back, " + at)
          .isTrue();
      long waits = backlog.undecidedFor(0, second(look)).toSeconds();
      assertThat(ends.get((int) (look - waits)) > decided || waits == 0).as(at).isTrue();
      assertThat(waits > 0 || decided >= (look == 0 ? 0 : ends.get(look - 1))).as(at).isTrue();
      before = upTo;
    }
  }

  private static Instant second(long second) {
    return START.plusSeconds(second);
  }
}
