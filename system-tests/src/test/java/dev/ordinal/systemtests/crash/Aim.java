package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Ports;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/**
 * Finds the moment when the coordinator has decided on a transaction of the numbering stream and
 * has not yet written all its markers.
 */
final class Aim {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String NUMBERING = "ordinal-numbering";

  private Aim() {}

  /** Strikes in that moment; after 10 s in any, and then answers false. */
  static boolean strikeWhenPrepared(Ports ports, Runnable strike) throws Exception {
    Map<String, Object> settings =
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ports.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      long deadline = System.nanoTime() + LIMIT.toNanos();
      boolean prepared = false;
      while (!prepared && System.nanoTime() < deadline) {
        prepared = isPrepared(admin);
      }
      strike.run();
      return prepared;
    }
  }

  /** False also while the broker does not answer: it may be struck at the same time. */
  private static boolean isPrepared(Admin admin) throws InterruptedException {
    ListTransactionsOptions prepared =
        new ListTransactionsOptions().filterStates(Set.of(TransactionState.PREPARE_COMMIT));
    try {
      return admin
          .listTransactions(prepared)
          .all()
          .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
          .stream()
          .anyMatch(transaction -> transaction.transactionalId().startsWith(NUMBERING));
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
