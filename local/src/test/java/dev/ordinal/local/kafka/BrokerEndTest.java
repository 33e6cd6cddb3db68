package dev.ordinal.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerEndTest {

  private final List<Integer> halts = new ArrayList<>();
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void kafkaEndsProcessesAgain() {
    Exit.resetHaltProcedure();
  }

  @Test
  void aFailedWriteToAMappedFileEndsTheBrokerBeforeItGoesOn() {
    Exit.setHaltProcedure((status, message) -> halts.add(status));
    context.addTurboFilter(new BrokerEnd.HaltOnLostWrite());

    context
        .getLogger("kafka.server.ReplicaManager")
        .error("Error processing append", new InternalError("a fault in a memory access"));

    assertThat(halts).containsExactly(1);
  }

  @Test
  void whateverElseIsLoggedEndsNothing() {
    Exit.setHaltProcedure((status, message) -> halts.add(status));
    context.addTurboFilter(new BrokerEnd.HaltOnLostWrite());

    context.getLogger("kafka.server.ReplicaManager").error("Error", new IOException("full"));
    context.getLogger("dev.ordinal").error("a bug", new InternalError("of another kind"));

    assertThat(halts).isEmpty();
  }

  @Test
  void whoeverReadsTheConsoleIsToldWhatToDo(@TempDir Path directory) {
    assertThat(BrokerEnd.explain(directory))
        .contains(directory.toString(), "has ended this process", "start again");
  }
}
