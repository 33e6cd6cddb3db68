package dev.ordinal.local.services;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.Map;
import java.util.Objects;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** Dropwizard's {@code server} command, whose Jetty stops when it is told and not by itself. */
final class HostedServer<C extends Configuration> extends ServerCommand<C> {

  private volatile @Nullable Server server;

  HostedServer(Application<C> application) {
    super(application);
  }

  void start(Bootstrap<C> bootstrap, C configuration) throws Exception {
    run(bootstrap, new Namespace(Map.of()), configuration);
  }

  @Override
  protected void run(Environment environment, Namespace namespace, C configuration)
      throws Exception {
    environment
        .lifecycle()
        .addServerLifecycleListener(
            started -> {
              started.setStopAtShutdown(false);
              server = started;
            });
    super.run(environment, namespace, configuration);
  }

  Environment environment() {
    return Objects.requireNonNull(getEnvironment(), "not started");
  }

  void stop() {
    Server running = server;
    if (running == null) {
      return;
    }
    try {
      running.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
  }
}
