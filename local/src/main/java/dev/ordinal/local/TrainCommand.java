package dev.ordinal.local;

import dev.ordinal.local.client.Answer;
import dev.ordinal.local.client.ServiceApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Loads the classes that a start and first requests need, for the JVM that makes an archive of them
 * when it ends ({@code -XX:ArchiveClassesAtExit}). Nobody but the build runs it.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Start everything on free ports in a temporary folder, use it, and stop.")
final class TrainCommand implements Callable<Integer> {

  private static final int REQUESTS = 20;

  @Override
  public Integer call() throws Exception {
    Path data = Files.createTempDirectory("ordinal-train-");
    try (Parts parts = new Parts()) {
      UpOptions options = options(data);
      new Everything(parts, options).start();
      use(new ServiceApi(URI.create("http://" + LocalHost.ADDRESS + ":" + options.port()), null));
    } finally {
      delete(data);
    }
    return 0;
  }

  private static UpOptions options(Path data) throws IOException {
    // All at once, so that they differ.
    try (ServerSocket api = anyFree();
        ServerSocket admin = anyFree();
        ServerSocket kafka = anyFree();
        ServerSocket postgres = anyFree()) {
      return CommandLine.populateCommand(
          new UpOptions(),
          "--bind=" + LocalHost.ADDRESS,
          "--port=" + api.getLocalPort(),
          "--admin-port=" + admin.getLocalPort(),
          "--kafka-port=" + kafka.getLocalPort(),
          "--postgres-port=" + postgres.getLocalPort(),
          "--data=" + data);
    }
  }

  private static ServerSocket anyFree() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /**
   * What is answered does not matter: with access keys set it is 401, and little less is loaded.
   */
  private static void use(ServiceApi api) throws IOException, InterruptedException {
    for (int i = 0; i < REQUESTS; i++) {
      Answer order =
          api.send(
              api.request("orders")
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "train-" + i)
                  .POST(
                      BodyPublishers.ofString(
                          """
                          {"series":"GAM","currency":"GBP","lines":[{"sku":"1","description":"one",\
                          "quantity":1,"unitAmount":1}]}""")));
      api.get("orders/" + order.text("number"));
    }
    for (String path : List.of("orders", "numbers/GAM-1", "metrics", "health-check?type=ready")) {
      api.get(path);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
