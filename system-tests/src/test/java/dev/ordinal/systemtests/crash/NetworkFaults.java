package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Proxy.Network;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is done to the network between the services and their broker. */
final class NetworkFaults {

  static final List<Fault<Site>> ALL =
      List.of(
          fault(
              "network-slow",
              "each piece of data between services and broker takes 100 ms more, for five seconds",
              Network.SLOW,
              Duration.ofSeconds(5)),
          fault(
              "network-cut",
              "all connections between them are closed and new ones refused, for four seconds",
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
              Duration.ofSeconds(1)));

  private NetworkFaults() {}

  private static Fault<Site> fault(String name, String what, Network network, Duration lasting) {
    return new Fault<>(
        Set.of(Part.NETWORK),
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
}
