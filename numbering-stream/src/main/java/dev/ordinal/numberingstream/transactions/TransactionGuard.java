package dev.ordinal.numberingstream.transactions;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.numberingstream.transactions.HangingTransactions.Findings;
import java.time.Duration;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps hanging transactions from stopping the stream: none is left when it starts, and while it
 * runs a thread looks every 10 s. {@link #obstacle} is for one thread, all else is thread-safe.
 */
public final class TransactionGuard {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionGuard.class);

  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private static final Duration STOP = Duration.ofSeconds(5);

  /** How long a start waits for markers on their way. Afterwards the thread looks after them. */
  private static final Duration ENDING = Duration.ofSeconds(30);

  /** How many transactions a message names. */
  private static final int NAMED = 5;

  private final Properties settings;
  private final HangingTransactions transactions;
  private final Counter healed = new Counter();
  private final OpenAges ages = new OpenAges();
  private final BackgroundLoop watch;
  private volatile @Nullable String trouble;
  private volatile long lookedAt = System.nanoTime();
  private volatile boolean isReleaseAffected;
  private @Nullable Long endingSince;
  private String failure = "";

  /**
   * For one application.
   *
   * @param settings of an admin client, with its timeouts and its security
   * @param applicationId that of the stream
   * @param verdicts what an operator decided, as {@link Verdicts#PATTERN} has it
   */
  public TransactionGuard(Properties settings, String applicationId, String verdicts) {
    this.settings = settings;
    this.transactions =
        new HangingTransactions(settings, applicationId, Verdicts.parse(verdicts), healed);
    this.watch = new BackgroundLoop("transaction-watch", INTERVAL, this::look);
  }

  /**
   * Registers how old the oldest open transaction is, how long ago the last look was, how many ends
   * were written, and whether the brokers are of an affected line.
   */
  public void register(MetricRegistry registry) {
    registry.register(
        "transactions.oldest-open.seconds",
        (Gauge<Long>) () -> ages.oldestSeconds(System.nanoTime()));
    registry.register(
        "transactions.last-look.seconds",
        (Gauge<Long>) () -> Duration.ofNanos(System.nanoTime() - lookedAt).toSeconds());
    registry.register("transactions.healed", healed);
    registry.register("brokers.losing-markers", (Gauge<Integer>) () -> isReleaseAffected ? 1 : 0);
  }

  /** Warns once if the brokers are of an affected line. */
  public void checkRelease(FeatureMetadata features) {
    SupportedVersionRange known = features.supportedFeatures().get("metadata.version");
    String warning = known == null ? null : BrokerRelease.warning(known.maxVersion());
    if (warning != null && !isReleaseAffected) {
      LOG.warn("{}", warning);
    }
    isReleaseAffected = warning != null;
  }

  /**
   * Ends what hangs, and tells what the start of the stream must still wait for; null if nothing.
   *
   * @throws KafkaException when it cannot be told, because the brokers do not answer or refuse, or
   *     the log holds what this version does not understand
   */
  public @Nullable String obstacle(Admin admin) {
    Findings findings = heal(admin);
    lookedAt = System.nanoTime();
    String undecided = undecided(findings);
    if (undecided != null) {
      return undecided;
    }
    if (findings.ending().isEmpty()) {
      endingSince = null;
      return null;
    }
    if (endingSince == null) {
      endingSince = lookedAt;
    }
    return lookedAt - endingSince < ENDING.toNanos()
        ? "the brokers, which are ending " + some(findings.ending())
        : null;
  }

  /** Begins to look from time to time. Once. */
  public void start() {
    watch.start();
  }

  /** Ends that. */
  public void stop() throws InterruptedException {
    watch.stop(watch::interrupt, STOP);
  }

  /** What hangs and cannot be ended; null if nothing. */
  public @Nullable String trouble() {
    String failing = watch.trouble();
    return trouble == null && failing != null ? "its transaction watch, which " + failing : trouble;
  }

  private Findings heal(Admin admin) {
    try {
      return transactions.heal(admin);
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new KafkaException("cannot look for hanging transactions: " + e, e);
    }
  }

  private void look() {
    try (Admin admin = Admin.create(settings)) {
      boolean isAnyOld = ages.update(transactions.open(admin), System.nanoTime());
      trouble = isAnyOld ? undecided(transactions.heal(admin)) : null;
      lookedAt = System.nanoTime();
      failure = "";
    } catch (RuntimeException e) {
      // Whatever it is, the next look may do better, and the age of the last one is a metric.
      if (!failure.equals(e.toString())) {
        failure = e.toString();
        LOG.warn("cannot look for hanging transactions", e);
      }
    }
  }

  private static @Nullable String undecided(Findings findings) {
    return findings.undecided().isEmpty()
        ? null
        : "an operator to end hanging transactions, see 'A hanging transaction' in"
            + " docs/operations.md: "
            + some(findings.undecided());
  }

  private static String some(Collection<?> all) {
    return all.stream().limit(NAMED).map(Object::toString).collect(Collectors.joining("; "))
        + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "");
  }
}
