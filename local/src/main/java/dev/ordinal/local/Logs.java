package dev.ordinal.local;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.dropwizard.logging.common.BootstrapLogging;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** Where the log goes. */
final class Logs {

  private Logs() {}

  /**
   * Sends the log of this process to {@code ordinal.log} in the folder, and what a person must know
   * also to stderr.
   */
  static void writeTo(Path folder) {
    // Once a process; Dropwizard would otherwise do it later, over the settings made here.
    BootstrapLogging.bootstrap();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.putProperty("folder", folder.toString());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL settings = Objects.requireNonNull(Logs.class.getResource("/logback-to-folder.xml"));
    try {
      configurator.doConfigure(settings);
    } catch (JoranException e) {
      throw new IllegalStateException("cannot log to " + folder, e);
    }
  }
}
