package dev.ordinal.systemtests.crash;

import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.SmallDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a full disk does to {@code ordinal up}, all of whose data is on it. */
final class FullDiskFaults {

  /** How long it takes at most until something fails; the fault has missed if nothing does. */
  private static final Duration UNTIL_IT_FAILS = Duration.ofSeconds(30);

  private static final Duration UNTIL_IT_IS_BACK = Duration.ofSeconds(90);
  private static final int LONGEST_PAUSE_MILLIS = 5_000;

  static final Stage<UpOnASmallDisk> STAGE =
      new Stage<>(
          "full-disk",
          "`./ordinal up`, whose data folder is a small disk",
          UpOnASmallDisk::start,
          SmallDisk::trouble,
          List.of(
              new Fault<>(
                  "disk-full",
                  "the disk is full until something has failed, and up to 5 s longer; then there is"
                      + " room again, and what has ended is started",
                  (site, blow) -> {
                    blow.fall(site.disk()::fill);
                    blow.aimed(site.fillUntilSomethingFails());
                    blow.awaitSince(
                        blow.sinceFall().plusMillis(blow.random().nextInt(LONGEST_PAUSE_MILLIS)));
                    site.disk().free();
                    site.startWhatHasEnded(blow);
                  })));

  private FullDiskFaults() {}

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

    /** Keeps the disk full until a part has ended or says that it fails; false if none does. */
    boolean fillUntilSomethingFails() {
      long limit = System.nanoTime() + UNTIL_IT_FAILS.toNanos();
      boolean fails = false;
      while (!fails && System.nanoTime() < limit) {
        disk.fill();
        fails = !isReady();
      }
      return fails;
    }

    private boolean isReady() {
      try {
        return client().get("/health-check?type=ready").status() == 200;
      } catch (RuntimeException e) {
        return false;
      }
    }

    /** It may end by itself now or a little later, once at most; what has not must recover. */
    void startWhatHasEnded(Blow blow) {
      await("an end or a recovery")
          .atMost(UNTIL_IT_IS_BACK)
          .until(() -> !up.running().process().isAlive() || blow.isBack());
      if (!up.running().process().isAlive()) {
        up.startAgain();
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
