package dev.ordinal.local;

import dev.ordinal.local.audit.AuditCommand;
import dev.ordinal.local.imports.ImportCommand;
import dev.ordinal.local.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The root of the command line: names the commands, does nothing itself. */
@Command(
    name = "ordinal",
    description = {
      "Gapless numbers for orders, event-sourced on Kafka.",
      "Among its sources there are two more commands, which try faults on it and measure it:",
      "ordinal torture --help, ordinal bench --help"
    },
    mixinStandardHelpOptions = true,
    versionProvider = OrdinalCommand.Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    subcommands = {
      UpCommand.class,
      KafkaCommand.class,
      PostgresCommand.class,
      ReplayCommand.class,
      ImportCommand.class,
      AuditCommand.class,
      RebuildCommand.class,
      KeyCommand.class,
      TrainCommand.class,
    })
final class OrdinalCommand {

  /** The version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = OrdinalCommand.class.getPackage().getImplementationVersion();
      return new String[] {"ordinal " + (version == null ? "(not packaged)" : version)};
    }
  }
}
