package dev.ordinal.projections;

import dev.ordinal.projections.projector.RebuildException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import net.sourceforge.argparse4j.inf.Namespace;
import org.jspecify.annotations.Nullable;

/** {@code rebuild projections.yml}: folds the log into fresh tables and switches to them. */
final class RebuildCommand extends ConfiguredCommand<ProjectionsConfiguration> {

  RebuildCommand() {
    super("rebuild", "Folds the log into fresh tables while the old ones serve, then switches");
  }

  @Override
  protected void run(
      @Nullable Bootstrap<ProjectionsConfiguration> bootstrap,
      @Nullable Namespace namespace,
      ProjectionsConfiguration configuration) {
    ProgressLines lines = new ProgressLines(System.out);
    ProjectionsApplication.rebuild(configuration.kafka(), configuration.postgres()).run(lines);
    lines.done();
  }

  @Override
  public void onError(Cli cli, @Nullable Namespace namespace, Throwable e) {
    if (e instanceof RebuildException) {
      cli.getStdErr().println("not rebuilt: " + e.getMessage());
    } else {
      super.onError(cli, namespace, e);
    }
  }
}
