package dev.ordinal.systemtests;

import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Deployment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Other system tests once more, with the broker and Postgres of their official images in place of
 * ours; skipped where no container engine answers.
 */
@EnabledIf(
    value = "dev.ordinal.systemtests.harness.Engine#answers",
    disabledReason = "-Dordinal.containers=false, or no container engine answers here")
class ContainersIT {

  private static final Map<String, String> FOR_A_BURST =
      Map.of("ORDINAL_API_MAX_IN_FLIGHT", "5000");

  @Nested
  class OrderNumbers extends OrderNumbersIT {
    @Override
    Deployment deploy(Path data) {
      return Cluster.onContainers(data, FOR_A_BURST).startAndAwaitReady();
    }
  }

  @Nested
  class Rebuild extends RebuildIT {
    @Override
    Deployment deploy(Path data) {
      return Cluster.onContainers(data, FOR_A_BURST).startAndAwaitReady();
    }
  }

  @Nested
  class Outages extends OutageIT {
    @Override
    Cluster cluster(Path data) {
      return Cluster.onContainers(data, Map.of());
    }
  }
}
