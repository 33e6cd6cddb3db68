package dev.ordinal.numberingstream;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.numberingstream.state.StateGuard;
import dev.ordinal.numberingstream.transactions.TransactionGuard;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be so before the stream starts. Passed by one thread, read by any. */
final class StartChecks {

  private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);

  /** Since 4.0 a transaction gets an epoch of its own, so a zombie's writes cannot enter it. */
  private static final short TRANSACTION_VERSION = 2;

  private final StreamSettings settings;
  private final TransactionGuard transactions;
  private volatile String waitingFor = "not started";
  private String changelogId = "";

  StartChecks(StreamSettings settings, TransactionGuard transactions) {
    this.settings = settings;
    this.transactions = transactions;
  }

  /** What is in the way. */
  String waitingFor() {
    return waitingFor;
  }

  /** The id of the changelog, once this has been passed. */
  String changelogId() {
    return changelogId;
  }

  /**
   * Sets up what is missing and tells whether the stream may start; if not, {@link #waitingFor}
   * says why.
   *
   * @throws InterruptedException when the process stops
   */
  boolean pass(Admin admin) throws InterruptedException {
    try {
      TopicSetup.ensure(admin, settings.replicationFactor());
      return hasTransactionVersion(admin) && hasNoHanging(admin) && hasItsState(admin);
    } catch (InterruptException e) {
      throw new InterruptedException();
    } catch (KafkaException | TopicSetup.TopicMismatchException e) {
      waitFor("Kafka at " + settings.bootstrapServers() + ": " + e.getMessage());
      return false;
    }
  }

  private boolean hasItsState(Admin admin) throws InterruptedException {
    StateGuard guard = new StateGuard(admin, settings);
    Optional<String> trouble = guard.trouble();
    trouble.ifPresent(this::waitFor);
    if (trouble.isEmpty()) {
      changelogId = guard.changelogId();
    }
    return trouble.isEmpty();
  }

  private boolean hasNoHanging(Admin admin) {
    String obstacle = transactions.obstacle(admin);
    if (obstacle != null) {
      waitFor(obstacle);
    }
    return obstacle == null;
  }

  private boolean hasTransactionVersion(Admin admin) throws InterruptedException {
    try {
      var features = admin.describeFeatures().featureMetadata().get();
      transactions.checkRelease(features);
      var version = features.finalizedFeatures().get("transaction.version");
      if (version != null && version.maxVersionLevel() >= TRANSACTION_VERSION) {
        return true;
      }
      waitFor("transaction.version=2 on the brokers (KIP-890), which have " + version);
      return false;
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  private void waitFor(String what) {
    String message = "waiting for " + what;
    if (!message.equals(waitingFor)) {
      LOG.warn("{}", message);
      waitingFor = message;
    }
  }
}
