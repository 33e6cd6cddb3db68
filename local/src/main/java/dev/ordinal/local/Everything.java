package dev.ordinal.local;

import dev.ordinal.local.postgres.PostgresProcesses;
import dev.ordinal.local.services.RunningService;
import dev.ordinal.local.services.Service;
import dev.ordinal.orderapi.access.AccessSettings;
import dev.ordinal.orderapi.access.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All of Ordinal in this process, from the data folder up. */
final class Everything {

  private static final Duration TELL_EVERY = Duration.ofSeconds(10);
  private static final long READY_POLL_MILLIS = 50;

  /**
   * The stream takes longest, so it begins first. The API comes last, so that all is there when it
   * takes requests.
   */
  private static final List<Service> SERVICES =
      List.of(Service.NUMBERING, Service.PROJECTIONS, Service.WEBHOOKS, Service.API);

  private final Parts parts;
  private final UpOptions options;

  Everything(Parts parts, UpOptions options) {
    this.parts = parts;
    this.options = options;
  }

  /**
   * Starts all parts and returns when every service is ready.
   *
   * @return where users find what, on one line
   * @throws UsageException when others could reach it without a key, a port is busy or the data
   *     folder is in use
   * @throws Exception when a part does not start; the caller stops those that did
   */
  String start() throws Exception {
    requireKeysFor(options.bindHost());
    DataFolder folder = parts.start(Part.DATA_FOLDER, options::openData);
    Path kafkaData = folder.claim("kafka");
    Path postgresData = folder.claim("postgres");
    PostgresProcesses.on(postgresData).end();
    new Ports()
        .check("--port", options.bindHost(), options.port())
        .check("--admin-port", options.bindHost(), options.adminPort())
        .check("--kafka-port", LocalHost.ADDRESS, options.kafkaPort())
        .check("--postgres-port", LocalHost.ADDRESS, options.postgresPort());
    Logs.writeTo(folder.logs());
    Backends backends =
        Backends.start(
            parts,
            kafkaData,
            options.kafkaPort(),
            postgresData,
            options.postgresPort(),
            folder.postgresLog());
    startServices(new ServiceSettings(options, backends, folder));
    return "API http://%s:%d, admin http://%s:%d, Kafka %s, Postgres %s, data %s"
        .formatted(
            options.bindHost(),
            options.port(),
            options.bindHost(),
            options.adminPort(),
            backends.bootstrapServers(),
            backends.jdbcUrl(),
            folder.path());
  }

  /** As the API does too, but before anything is started. */
  private static void requireKeysFor(String bindHost) {
    try {
      Loopback.require(
          bindHost, AccessSettings.parse(System.getenv().getOrDefault("ORDINAL_ACCESS_KEYS", "")));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--bind or ORDINAL_ACCESS_KEYS: " + e.getMessage(), e);
    }
  }

  private void startServices(ServiceSettings settings) throws Exception {
    List<RunningService> started = new ArrayList<>();
    for (Service service : SERVICES) {
      started.add(
          parts.start(
              Part.of(service), () -> RunningService.beside(service, settings.of(service))));
    }
    // Who asks the API, which alone is open to all, is told of every part.
    RunningService api = started.get(started.size() - 1);
    started.stream().filter(service -> service != api).forEach(api::dependOn);
    for (RunningService service : started) {
      awaitReady(service);
    }
  }

  /**
   * Waits for as long as it takes, and says for what: after an unclean stop the stream restores its
   * state, which takes as long as there is state. To give up would begin that anew at each start.
   */
  private static void awaitReady(RunningService service) throws InterruptedException {
    long start = System.nanoTime();
    long tellAt = start + TELL_EVERY.toNanos();
    Optional<String> trouble = service.trouble();
    while (trouble.isPresent()) {
      if (System.nanoTime() > tellAt) {
        System.out.printf(
            "waiting for %d s: %s%n",
            Duration.ofNanos(System.nanoTime() - start).toSeconds(), trouble.get());
        tellAt += TELL_EVERY.toNanos();
      }
      Thread.sleep(READY_POLL_MILLIS);
      trouble = service.trouble();
    }
  }
}
