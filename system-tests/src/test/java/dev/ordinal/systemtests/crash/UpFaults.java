package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Ordinal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** What is done to {@code ordinal up}, everything in one process but Postgres. */
final class UpFaults {

  static final Stage<Up> STAGE =
      new Stage<>(
          "up",
          "`./ordinal up`: one process with an embedded broker, and Postgres",
          Up::new,
          List.of(
              new Fault<>(
                  EnumSet.allOf(Part.class),
                  "up-killed",
                  "SIGKILL to the process; Postgres lives on",
                  (up, blow) -> {
                    blow.fall(kill(process(up)));
                    up.startAgain();
                  }),
              new Fault<>(
                  EnumSet.allOf(Part.class),
                  "up-killed-in-commit",
                  "the same between prepare and complete of a transaction",
                  (up, blow) -> {
                    blow.fallInACommit(up.ports(), kill(process(up)));
                    up.startAgain();
                  }),
              new Fault<>(
                  EnumSet.allOf(Part.class),
                  "up-and-postmaster-killed",
                  "SIGKILL to the process and the postmaster, whose children live a moment longer",
                  (up, blow) -> {
                    List<ProcessHandle> victims = new ArrayList<>(process(up));
                    victims.add(up.running().postmaster());
                    blow.fall(kill(victims));
                    up.startAgain();
                  }),
              new Fault<>(
                  EnumSet.allOf(Part.class),
                  "everything-killed-in-commit",
                  "SIGKILL to all processes at once between prepare and complete of a transaction",
                  (up, blow) -> {
                    blow.fallInACommit(up.ports(), kill(everything(up.running())));
                    up.startAgain();
                  })));

  private UpFaults() {}

  private static List<ProcessHandle> process(Up up) {
    return List.of(up.running().process().handle());
  }

  private static List<ProcessHandle> everything(Ordinal ordinal) {
    ProcessHandle postmaster = ordinal.postmaster();
    List<ProcessHandle> victims = new ArrayList<>(List.of(ordinal.process().handle(), postmaster));
    postmaster.children().forEach(victims::add);
    return victims;
  }

  private static Runnable kill(List<ProcessHandle> victims) {
    return () -> victims.forEach(ProcessHandle::destroyForcibly);
  }
}
