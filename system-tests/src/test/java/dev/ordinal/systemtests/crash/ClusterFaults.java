package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.JavaProcess;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is done to services that each run in a process of their own. */
final class ClusterFaults {

  private static final Duration START_LIMIT = Duration.ofSeconds(150);

  /** More than the callers of the matrix ask at once, and less than an overload. */
  private static final String MAX_IN_FLIGHT = "200";

  private static final List<Part> SERVICES =
      List.of(Part.NUMBERING, Part.SECOND_NUMBERING, Part.PROJECTIONS, Part.API);

  private static final List<Fault<Cluster>> OWN =
      List.of(
          new Fault<>(
              EnumSet.allOf(Part.class),
              "all-killed",
              "SIGKILL to all processes, and a start of all",
              (cluster, blow) -> {
                blow.fall(() -> parts().forEach(cluster::kill));
                parts().forEach(cluster::start);
              }),
          new Fault<>(
              EnumSet.copyOf(SERVICES),
              "rolling-restart",
              "a clean stop and a start of each service, one after the other",
              (cluster, blow) -> {
                for (Part part : SERVICES) {
                  blow.fall(() -> cluster.stop(part));
                  cluster.start(part);
                  blow.awaitRecovery();
                }
              }));

  static final Stage<Site> STAGE =
      new Stage<>(
          "cluster",
          "a broker behind a proxy, Postgres, the API, projections and two instances of numbering,"
              + " each a process; where they can be had, with clocks that show the first hour of 2027"
              + " and on small disks",
          Site::start,
          Stream.concat(
                  Stream.of(NumberingFaults.ALL, BackendFaults.ALL, CallerFaults.ALL, OWN)
                      .flatMap(List::stream)
                      .map(fault -> fault.in(Site::cluster)),
                  Stream.of(FullDiskFaults.ALL, ClockFaults.ALL, NetworkFaults.ALL)
                      .flatMap(List::stream))
              .toList());

  private ClusterFaults() {}

  /** What is set in the environment of all services of this matrix. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(AcmePay.ENVIRONMENT);
    environment.put("ORDINAL_API_MAX_IN_FLIGHT", MAX_IN_FLIGHT);
    environment.put(
        "ORDINAL_NUMBERING_TRANSACTION_TIMEOUT_MS",
        Long.toString(NumberingFaults.TRANSACTION_TIMEOUT.toMillis()));
    return environment;
  }

  /** Starts all parts but webhooks and waits until they take orders. */
  static void startAll(Cluster cluster) {
    try {
      parts().forEach(cluster::start);
      Await.until(
          START_LIMIT,
          () -> cluster.client().get("/health-check?type=ready"),
          answer -> answer.status() == 200);
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private static List<Part> parts() {
    return Stream.of(Part.values())
        .filter(part -> part != Part.WEBHOOKS && part != Part.NETWORK)
        .toList();
  }

  /** All that run. */
  static List<JavaProcess> processes(Cluster cluster) {
    return parts().stream().map(cluster::process).toList();
  }
}
