package dev.ordinal.numberingstream.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoordinatorLogTest {

  private static final long ID = 42;
  private static final int EMPTY = 0;
  private static final int ONGOING = 1;
  private static final int PREPARE_COMMIT = 2;
  private static final int PREPARE_ABORT = 3;
  private static final int COMPLETE_COMMIT = 4;
  private static final int COMPLETE_ABORT = 5;

  private final CoordinatorLog log = new CoordinatorLog(new ProducerEpoch(ID, 5));

  @Test
  void theNextEpochIsTheEnd() {
    assertThat(after(state(ID, 5, COMPLETE_ABORT), state(ID, 6, COMPLETE_COMMIT)))
        .isEqualTo(Verdict.COMMIT);
  }

  @Test
  void whatIsPreparedIsDecided() {
    assertThat(after(state(ID, 5, ONGOING), state(ID, 6, PREPARE_ABORT))).isEqualTo(Verdict.ABORT);
  }

  @Test
  void theLastEpochOfAProducerIdIsTheEndOfTheOneBefore() {
    CoordinatorLog last = new CoordinatorLog(new ProducerEpoch(ID, Short.MAX_VALUE - 1));
    last.apply(state(ID, Short.MAX_VALUE, PREPARE_COMMIT));
    last.apply(state(ID + 1, 0, COMPLETE_COMMIT));
    assertThat(last.verdict()).isEqualTo(Verdict.COMMIT);
  }

  @Test
  void anEpochThatAFenceSkippedIsTheEndIfItFollowsAtOnce() {
    assertThat(after(state(ID, 5, ONGOING), state(ID, 5, ONGOING), state(ID, 7, PREPARE_ABORT)))
        .isEqualTo(Verdict.ABORT);
  }

  @Test
  void whatCompactionTookIsNotGuessed() {
    assertThat(after(state(ID, 7, COMPLETE_ABORT))).isNull();
    assertThat(after(state(ID, 6, ONGOING), state(ID, 7, PREPARE_COMMIT))).isNull();
  }

  @Test
  void theEndBeforeIsNotItsEnd() {
    assertThat(after(state(ID, 5, COMPLETE_COMMIT))).isNull();
    assertThat(after(state(ID, 5, EMPTY), state(ID, 5, ONGOING))).isNull();
  }

  @Test
  void otherProducersAndOtherVersionsTellNothing() {
    assertThat(after(state(ID + 1, 6, COMPLETE_COMMIT))).isNull();
    assertThat(after(state(ID, 6, COMPLETE_COMMIT).putShort(0, (short) 9))).isNull();
    assertThat(after(ByteBuffer.allocate(3))).isNull();
  }

  private static ByteBuffer state(long producerId, int epoch, int state) {
    return ByteBuffer.allocate(40)
        .putShort((short) 1)
        .putLong(producerId)
        .putShort((short) epoch)
        .putInt(60_000)
        .put((byte) state)
        .rewind();
  }

  private @Nullable Verdict after(ByteBuffer... values) {
    for (ByteBuffer value : values) {
      log.apply(value);
    }
    return log.verdict();
  }
}
