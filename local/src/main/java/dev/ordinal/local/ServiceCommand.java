package dev.ordinal.local;

import dev.ordinal.local.services.RunningService;
import dev.ordinal.local.services.Service;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs one service alone, on brokers and a Postgres that its configuration names. */
@Command(mixinStandardHelpOptions = true)
final class ServiceCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "<config.yml>",
      description = "Its configuration; without, the one it ships with and the environment.")
  private @Nullable Path file;

  private final Service service;

  private ServiceCommand(Service service) {
    this.service = service;
  }

  /** Adds a command for each service. */
  static void addAllTo(CommandLine root) {
    for (Service service : Service.values()) {
      CommandLine command = new CommandLine(new ServiceCommand(service));
      command.getCommandSpec().usageMessage().description(service.description());
      root.addSubcommand(service.command(), command);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (file != null && !file.toFile().isFile()) {
      throw new UsageException("no configuration file " + file);
    }
    try (Parts parts = new Parts()) {
      parts.start(Part.of(service), () -> RunningService.alone(service, file));
      parts.awaitSignal();
    }
    return 0;
  }
}
