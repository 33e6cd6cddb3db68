package dev.ordinal.local;

import dev.ordinal.contracts.topics.OwnerPartitions;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The command line. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    CommandLine ordinal = commandLine();
    try {
      OwnerPartitions.check();
    } catch (IllegalArgumentException e) {
      ordinal.getErr().println("ordinal: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    return ordinal.execute(args);
  }

  /** The command line, ready to execute. */
  static CommandLine commandLine() {
    CommandLine ordinal = new CommandLine(new OrdinalCommand());
    ServiceCommand.addAllTo(ordinal);
    return ordinal
        .setParameterExceptionHandler(Main::sayWhatIsWrong)
        .setExecutionExceptionHandler((e, command, result) -> report(e, command));
  }

  private static int sayWhatIsWrong(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("ordinal: " + e.getMessage());
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int report(Exception e, CommandLine command) {
    boolean usage = e instanceof UsageException;
    if (!usage) {
      LoggerFactory.getLogger(Main.class).info("{} failed", command.getCommandName(), e);
    }
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    command.getErr().println("ordinal: " + message);
    return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }
}
