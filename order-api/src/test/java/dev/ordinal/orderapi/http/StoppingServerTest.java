package dev.ordinal.orderapi.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordinal.orderapi.access.Needs;
import dev.ordinal.orderapi.access.Right;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** Who asks while the server stops, over a connection that is open, is told to ask again. */
class StoppingServerTest {

  /** An application with one slow question. */
  public static final class Slow extends Application<Configuration> {
    @Override
    public void run(Configuration configuration, Environment environment) {
      HttpSetup.configure(configuration, environment);
      environment.jersey().register(new SlowResource());
    }
  }

  /** Answers when it is let go on. */
  @Path("/slow")
  public static final class SlowResource {
    static final CompletableFuture<String> ANSWER = new CompletableFuture<>();
    static volatile boolean asked;

    @GET
    @Needs(Right.NONE)
    public CompletionStage<String> slow() {
      asked = true;
      return ANSWER;
    }
  }

  @Test
  void aRequestThatComesWhileTheServerStopsIsToldToComeAgain() throws Exception {
    DropwizardTestSupport<Configuration> support =
        new DropwizardTestSupport<>(
            Slow.class,
            (String) null,
            ConfigOverride.config("server.applicationConnectors[0].port", "0"),
            ConfigOverride.config("server.adminConnectors[0].port", "0"));
    support.before();
    Server server = support.getEnvironment().getApplicationContext().getServer();
    try (Socket first = connect(support);
        Socket second = connect(support)) {
      ask(second, "/nothing");
      assertThat(answer(second).get(0)).contains("404");
      ask(first, "/slow");
      await().until(() -> SlowResource.asked);

      CompletableFuture<Void> stopped =
          CompletableFuture.runAsync(
              () -> {
                try {
                  server.stop();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      await().atMost(Duration.ofSeconds(10)).until(server::isStopping);
      ask(second, "/nothing");
      List<String> told = answer(second);
      SlowResource.ANSWER.complete("done");

      assertThat(told.get(0)).contains("503");
      assertThat(told).anyMatch(line -> line.startsWith("Retry-After: "));
      assertThat(told).anyMatch(line -> line.contains("\"code\":\"stopping\""));
      assertThat(answer(first).get(0)).as("what was in hand").contains("200");
      stopped.join();
    } finally {
      support.after();
    }
  }

  private static Socket connect(DropwizardTestSupport<Configuration> support) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), support.getLocalPort());
    socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
    return socket;
  }

  private static void ask(Socket socket, String path) throws IOException {
    String request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path);
    socket.getOutputStream().write(request.getBytes(US_ASCII));
  }

  /** The lines of an answer: its headers, and its body, which is one line. */
  private static List<String> answer(Socket socket) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    List<String> lines = new ArrayList<>();
    int length = 0;
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      lines.add(line);
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
    }
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < length; i++) {
      body.append((char) reader.read());
    }
    lines.add(body.toString());
    return lines;
  }
}
