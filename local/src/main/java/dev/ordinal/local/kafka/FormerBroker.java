package dev.ordinal.local.kafka;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.Controller;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.loader.MetadataLoader;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registration of the broker that ran here before. Unless it was fenced, the controller takes
 * that broker for alive until its session ends, and a broker that starts meanwhile leads its
 * partitions, loses them all when the session ends, and has them again a moment later. In that
 * moment Kafka 4.3.0, 4.3.1 and 4.4.0 drop the markers of transactions that were decided but not
 * written everywhere, and those stay open for good (KAFKA-20734). With the registration removed
 * first, the new broker registers at once and no partition loses its leader while it runs.
 */
final class FormerBroker implements MetadataPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(FormerBroker.class);
  private static final long RETRY_MILLIS = 20;

  private final int id;
  private final CompletableFuture<Boolean> isServing = new CompletableFuture<>();
  private final CompletableFuture<Void> isGone = new CompletableFuture<>();

  private FormerBroker(int id) {
    this.id = id;
  }

  /**
   * Returns when the metadata, as this process has it, says that no broker of this id serves. To be
   * called before a broker starts. Partitions keep their replicas and are led by the broker that
   * registers next.
   *
   * @throws IllegalStateException when the controller does not get there within the bound
   */
  static void remove(int id, MetadataLoader loader, Controller controller, Duration bound)
      throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    FormerBroker former = new FormerBroker(id);
    try {
      await(loader.installPublishers(List.of(former)), deadline);
      if (await(former.isServing, deadline)) {
        unregister(id, controller, deadline);
        await(former.isGone, deadline);
      }
      await(loader.removeAndClosePublisher(former), deadline);
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException(
          "the controller did not remove the former broker within %d s: %s"
              .formatted(bound.toSeconds(), e.getCause() == null ? "no answer" : e.getCause()),
          e);
    }
  }

  /** Active soon after the metadata is there, so it is asked again until it is. */
  private static void unregister(int id, Controller controller, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    while (true) {
      ControllerRequestContext context =
          new ControllerRequestContext(
              new RequestHeaderData(),
              KafkaPrincipal.ANONYMOUS,
              OptionalLong.of(Time.SYSTEM.nanoseconds() + left(deadline)));
      try {
        await(controller.unregisterBroker(context, id), deadline);
        LOG.info("removed the registration of the broker that ran here before");
        return;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BrokerIdNotRegisteredException) {
          return;
        }
        if (!(e.getCause() instanceof NotControllerException)) {
          throw e;
        }
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private static <T> T await(CompletableFuture<T> future, long deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(left(deadline), TimeUnit.NANOSECONDS);
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  @Override
  public String name() {
    return "FormerBroker";
  }

  /** The first image is complete: it comes when the log has been read to its end. */
  @Override
  public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
    BrokerRegistration registration = image.cluster().broker(id);
    boolean serving = registration != null && !registration.fenced();
    isServing.complete(serving);
    if (!serving) {
      isGone.complete(null);
    }
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
