package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.PlainBrokers;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.Proxy;
import dev.ordinal.systemtests.harness.Proxy.Network;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is done to the network between the services and their broker. */
final class NetworkFaults {

  static final Stage<Networked> STAGE =
      new Stage<>(
          "network",
          "the same services, whose broker is reached through a proxy",
          Networked::start,
          List.of(
              fault(
                  "network-slow",
                  "each piece of data takes 100 ms more, for five seconds",
                  Network.SLOW,
                  Duration.ofSeconds(5)),
              fault(
                  "network-cut",
                  "all connections are closed and new ones refused, for four seconds",
                  Network.CUT,
                  Duration.ofSeconds(4)),
              fault(
                  "network-half-open",
                  "connections stay open and carry nothing, for five seconds; then they close",
                  Network.SILENT,
                  Duration.ofSeconds(5)),
              fault(
                  "answers-lost",
                  "requests arrive and answers are dropped, for one second; then connections close",
                  Network.WITHOUT_ANSWERS,
                  Duration.ofSeconds(1))));

  private NetworkFaults() {}

  private static Fault<Networked> fault(
      String name, String what, Network network, Duration lasting) {
    return new Fault<>(
        Set.of(Part.KAFKA),
        name,
        what,
        (site, blow) -> {
          blow.fall(() -> site.proxy().become(network));
          blow.awaitSince(lasting);
          site.proxy().become(Network.SOUND);
          if (network != Network.SLOW) {
            site.proxy().closeAll();
          }
        });
  }

  /** A cluster and the network in it. */
  record Networked(Cluster cluster, Proxy proxy) implements Deployment {

    static Networked start(Path folder) {
      PlainBrokers broker = PlainBrokers.behindAProxy(folder);
      Proxy proxy = broker.proxy();
      Cluster cluster = Cluster.on(broker, folder, ClusterFaults.environment());
      ClusterFaults.startAll(cluster);
      return new Networked(cluster, proxy);
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
      proxy.close();
    }
  }
}
