package dev.ordinal.systemtests.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a full disk does. Whatever ends by itself is started again once there is room, as an
 * operator does, and once is enough; whatever goes on must recover by itself.
 */
final class FullDiskFaults {

  /** How long it takes at most until something fails; the fault has missed if nothing does. */
  private static final Duration UNTIL_IT_FAILS = Duration.ofSeconds(30);

  private static final Duration UNTIL_IT_IS_BACK = Duration.ofSeconds(90);
  private static final int LONGEST_PAUSE_MILLIS = 5_000;

  static final Stage<UpOnASmallDisk> UP =
      new Stage<>(
          "up-on-a-small-disk",
          "`./ordinal up`, whose data folder is a small disk",
          UpOnASmallDisk::start,
          List.of(
              new Fault<>(
                  List.of(EnumSet.allOf(Part.class)),
                  "disk-full",
                  "the disk is full until something fails, and up to 5 s longer; what has ended is"
                      + " started once there is room",
                  SmallDisk::trouble,
                  (site, blow) -> {
                    Up up = site.up();
                    blow.fall(site.disk()::fill);
                    JavaProcess running = up.running().process();
                    fillUntil(
                        site.disk(), blow, () -> !running.isAlive() || !isReady(site.client()));
                    startIfItEnds(blow, up.running()::process, up::startAgain);
                  })));

  static final List<Fault<Site>> ALL =
      List.of(
          new Fault<>(
              List.of(Set.of(Part.KAFKA)),
              "broker-disk-full",
              "the disk of the broker is full until it ends, and up to 5 s longer; it is started once"
                  + " there is room",
              SmallDisk::trouble,
              (site, blow) -> fill(site, blow, Part.KAFKA)),
          new Fault<>(
              // Projections tell.
              List.of(Set.of(Part.POSTGRES, Part.PROJECTIONS)),
              "postgres-disk-full",
              "the disk of Postgres is full until projections cannot write, and up to 5 s longer",
              SmallDisk::trouble,
              (site, blow) -> fill(site, blow, Part.POSTGRES)),
          new Fault<>(
              Fault.oneOf(NumberingFaults.INSTANCES),
              "numbering-disk-full",
              "the disk of one of two instances of numbering is full, which is stopped and started"
                  + " meanwhile, until it fails, and up to 5 s longer",
              SmallDisk::trouble,
              FullDiskFaults::fillOneOfTwo));

  private FullDiskFaults() {}

  private static void fill(Site site, Blow blow, Part victim) {
    SmallDisk disk = site.disk(victim);
    String told = site.told(victim);
    blow.fall(disk::fill);
    fillUntil(disk, blow, () -> site.fails(victim, told));
    startIfItEnds(site, blow, victim);
  }

  /** It writes to its disk now and then only: what it holds, when it stops. */
  private static void fillOneOfTwo(Site site, Blow blow) {
    Part victim = blow.part();
    SmallDisk disk = site.disk(victim);
    blow.fall(disk::fill);
    site.cluster().stop(victim);
    disk.fill();
    site.cluster().start(victim);
    fillUntil(disk, blow, () -> site.fails(victim, ""));
    startIfItEnds(site, blow, victim);
  }

  private static void startIfItEnds(Site site, Blow blow, Part victim) {
    Cluster cluster = site.cluster();
    startIfItEnds(
        blow,
        () -> cluster.process(victim),
        () -> {
          cluster.process(victim).exitCode();
          cluster.start(victim);
        });
  }

  /** Keeps the disk full until something fails, and a little longer. */
  private static void fillUntil(SmallDisk disk, Blow blow, BooleanSupplier fails) {
    boolean hasFailed = false;
    while (!hasFailed && blow.sinceFall().compareTo(UNTIL_IT_FAILS) < 0) {
      disk.fill();
      hasFailed = fails.getAsBoolean();
    }
    blow.aimed(hasFailed);
    blow.awaitSince(blow.sinceFall().plusMillis(blow.random().nextInt(LONGEST_PAUSE_MILLIS)));
    disk.free();
  }

  private static boolean isReady(Client client) {
    try {
      return client.get("/health-check?type=ready").status() == 200;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** It may have ended, or may end a little later. */
  private static void startIfItEnds(Blow blow, Supplier<JavaProcess> process, Runnable start) {
    await("an end or a recovery")
        .atMost(UNTIL_IT_IS_BACK)
        .until(() -> !process.get().isAlive() || blow.isBack());
    if (!process.get().isAlive()) {
      assertThat(process.get().output()).contains("make room and start again");
      start.run();
    }
  }

  /** {@code ordinal up} and the disk that its data are on. */
  record UpOnASmallDisk(Up up, SmallDisk disk) implements Deployment {

    static UpOnASmallDisk start(Path folder) {
      SmallDisk disk = SmallDisk.mount(folder.resolve("data"));
      try {
        return new UpOnASmallDisk(new Up(folder), disk);
      } catch (RuntimeException | Error e) {
        disk.close();
        throw e;
      }
    }

    @Override
    public Client client() {
      return up.client();
    }

    @Override
    public Ports ports() {
      return up.ports();
    }

    @Override
    public void close() {
      try (disk) {
        up.close();
      }
    }
  }
}
