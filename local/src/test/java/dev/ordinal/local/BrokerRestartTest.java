package dev.ordinal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real broker in a process of its own, under transactions, ended in each way and started again.
 */
class BrokerRestartTest {

  private static final int KILLS = 3;

  private interface End {
    void of(OrdinalProcess broker) throws Exception;
  }

  @TempDir private Path folder;
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    port = FreePort.find();
  }

  @Test
  void afterAKillBetweenDecisionAndMarkersNoTransactionStaysOpen() throws Exception {
    try (TransactionLoad load = new TransactionLoad(port)) {
      for (int kill = 1; kill <= KILLS; kill++) {
        endBetweenDecisionAndMarkers(load, OrdinalProcess::kill);
        assertThatAllIsThereAndEnded(load);
      }
    }
  }

  @Test
  void afterAStopInTheMiddleOfTransactionsNoneStaysOpen() throws Exception {
    try (TransactionLoad load = new TransactionLoad(port)) {
      endBetweenDecisionAndMarkers(load, broker -> assertThat(broker.terminate()).isZero());
      assertThatAllIsThereAndEnded(load);
    }
  }

  /** For longer than the 9 s after which Kafka by default takes a broker for dead. */
  @Test
  void aProcessThatStoodStillLeadsItsPartitionsAsBefore() throws Exception {
    try (TransactionLoad load = new TransactionLoad(port);
        OrdinalProcess broker = start()) {
      load.begin();
      load.awaitCommits(20);
      Map<TopicPartition, Integer> before = load.leaderEpochs();
      broker.standStill(Duration.ofSeconds(10));
      load.stop();
      load.begin();
      load.awaitCommits(20);
      load.stop();
      assertThat(load.leaderEpochs()).isEqualTo(before);
    }
  }

  private void endBetweenDecisionAndMarkers(TransactionLoad load, End end) throws Exception {
    try (OrdinalProcess broker = start()) {
      load.begin();
      load.awaitOneBetweenDecisionAndMarkers();
      end.of(broker);
      load.stop();
    }
  }

  private void assertThatAllIsThereAndEnded(TransactionLoad load) throws Exception {
    try (OrdinalProcess broker = start()) {
      load.endWhatIsUndecided();
      load.assertThatAllHasEnded();
      load.assertThatEachIsWholeAndWhatWasToldIsThere();
      assertThat(broker.terminate()).isZero();
    }
  }

  private OrdinalProcess start() throws IOException {
    OrdinalProcess broker =
        OrdinalProcess.start("kafka", "--port=" + port, "--data=" + folder.resolve("data"));
    assertThat(broker.nextLine()).startsWith("Kafka is ready");
    return broker;
  }
}
