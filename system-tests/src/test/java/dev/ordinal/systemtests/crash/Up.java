package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;

/** {@code ordinal up} on one data folder, through its kills and restarts. */
final class Up implements Deployment {

  private Ordinal running;

  Up(Path folder) {
    running = Ordinal.up(folder.resolve("data"), AcmePay.ENVIRONMENT);
  }

  /** The process that runs now. */
  Ordinal running() {
    return running;
  }

  /** Waits for the end of what was killed, starts it again and waits until it is ready. */
  void startAgain() {
    running.process().exitCode();
    running = running.again();
  }

  @Override
  public Ports ports() {
    return running.ports();
  }

  @Override
  public Client client() {
    return running.client();
  }

  @Override
  public void close() {
    running.close();
  }
}
