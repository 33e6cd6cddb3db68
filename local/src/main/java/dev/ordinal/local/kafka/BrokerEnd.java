package dev.ordinal.local.kafka;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * What happens when the broker cannot write: it ends the process, and whoever reads the console is
 * told why and what to do.
 */
final class BrokerEnd {

  private static final long MIB = 1024 * 1024;

  /** With less there is no room for what is written at once. */
  private static final long FULL_BELOW_BYTES = 64 * MIB;

  private BrokerEnd() {}

  /** Has whatever ends the broker tell why. */
  static void watch(Path directory) {
    Exit.setHaltProcedure(
        (status, message) -> {
          System.err.println(explain(directory));
          System.err.flush();
          Runtime.getRuntime().halt(status);
        });
    ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
    if (loggers instanceof LoggerContext context) {
      context.addTurboFilter(new HaltOnLostWrite());
    }
  }

  static String explain(Path directory) {
    return "Kafka cannot write to %s any more and has ended this process: %s. %s"
        .formatted(directory, reason(directory), "What was acknowledged is there after a start.");
  }

  private static String reason(Path directory) {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      return free < FULL_BELOW_BYTES
          ? "its disk is full (%d MiB free); make room and start again".formatted(free / MIB)
          : "the reason is in the log; mend it and start again";
    } catch (IOException e) {
      return "its disk does not answer (%s)".formatted(e.getMessage());
    }
  }

  /**
   * Ends the process once a write to a mapped file has failed, as to an index on a full disk. The
   * JVM tells that by an {@link InternalError}, which Kafka logs and then goes on: the records are
   * in the segment and not counted, and the next ones get the same offsets, so that readers skip
   * them. After a start all that is in the segment counts.
   */
  static final class HaltOnLostWrite extends TurboFilter {

    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] params,
        @Nullable Throwable thrown) {
      if (thrown instanceof InternalError && logger.getName().contains("kafka")) {
        Exit.halt(1, "a write to a mapped file failed");
      }
      return FilterReply.NEUTRAL;
    }
  }
}
