package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.PlainBrokers;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done to one of three brokers: two go on. */
final class ThreeBrokersFaults {

  private static final int BROKERS = 3;

  static final Stage<ThreeBrokers> STAGE =
      new Stage<>(
          "three-brokers",
          "the same services on three brokers, three copies of each partition",
          ThreeBrokers::start,
          List.of(
              new Fault<>(
                  Set.of(Part.KAFKA),
                  "one-broker-killed",
                  "SIGKILL to one of three brokers, and a start once the others go on",
                  (site, blow) -> {
                    int victim = blow.random().nextInt(BROKERS);
                    blow.fall(() -> site.brokers().kill(victim));
                    blow.awaitRecovery();
                    site.startAgain(victim);
                  }),
              new Fault<>(
                  Set.of(Part.KAFKA),
                  "one-broker-killed-in-commit",
                  "the same between prepare and complete of a transaction",
                  (site, blow) -> {
                    int victim = blow.random().nextInt(BROKERS);
                    blow.fallInACommit(site.ports(), () -> site.brokers().kill(victim));
                    blow.awaitRecovery();
                    site.startAgain(victim);
                  })));

  private ThreeBrokersFaults() {}

  /** A cluster and its brokers. */
  record ThreeBrokers(Cluster cluster, PlainBrokers brokers) implements Deployment {

    static ThreeBrokers start(Path folder) {
      PlainBrokers brokers = PlainBrokers.of(folder, BROKERS);
      Map<String, String> environment = new HashMap<>(ClusterFaults.environment());
      environment.put("ORDINAL_KAFKA_REPLICATION_FACTOR", Integer.toString(BROKERS));
      Cluster cluster = Cluster.on(brokers, folder, environment);
      ClusterFaults.startAll(cluster);
      return new ThreeBrokers(cluster, brokers);
    }

    /** Waits until it has caught up: two must have whatever is acknowledged. */
    void startAgain(int broker) {
      brokers.start(broker);
      brokers.awaitInSync();
    }

    @Override
    public Client client() {
      return cluster.client();
    }

    @Override
    public Ports ports() {
      return cluster.ports();
    }

    @Override
    public void close() {
      cluster.close();
    }
  }
}
