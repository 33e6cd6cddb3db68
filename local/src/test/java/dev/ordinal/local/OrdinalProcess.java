package dev.ordinal.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own. */
final class OrdinalProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader stdout;

  private OrdinalProcess(Process process) {
    this.process = process;
    this.stdout = process.inputReader(StandardCharsets.UTF_8);
  }

  static OrdinalProcess start(String... arguments) throws IOException {
    return new OrdinalProcess(
        new ProcessBuilder(command(List.of(arguments)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** What starts such a process. */
  static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-XX:TieredStopAtLevel=1"); // As the launcher starts it.
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return command;
  }

  /** The next line on stdout, waited for; null when the process ended without one. */
  String nextLine() throws IOException {
    return stdout.readLine();
  }

  /** Sends SIGTERM and waits for the exit code. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy(); // Process.destroy would also close its output
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      throw new AssertionError("still running 40 s after SIGTERM");
    }
    return process.exitValue();
  }

  /** Sends SIGSTOP, and SIGCONT after that time. */
  void standStill(Duration time) throws IOException, InterruptedException {
    String script = "kill -STOP %1$d && sleep %2$d; kill -CONT %1$d";
    int code =
        new ProcessBuilder("sh", "-c", script.formatted(process.pid(), time.toSeconds()))
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError("kill answered " + code);
    }
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
