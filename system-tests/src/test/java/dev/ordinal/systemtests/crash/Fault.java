package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Ordinal;
import java.util.ArrayList;
import java.util.List;

/** What is done to a running {@code up}. */
enum Fault {
  /** SIGKILL to the process alone; Postgres lives on. */
  PROCESS {
    @Override
    Runnable against(Ordinal ordinal) {
      return kill(List.of(ordinal.process().handle()));
    }
  },

  /** SIGKILL to the process and the postmaster; what is left of Postgres notices by itself. */
  PROCESS_AND_POSTMASTER {
    @Override
    Runnable against(Ordinal ordinal) {
      return kill(List.of(ordinal.process().handle(), ordinal.postmaster()));
    }
  },

  /** SIGKILL to all there is. */
  EVERYTHING {
    @Override
    Runnable against(Ordinal ordinal) {
      ProcessHandle postmaster = ordinal.postmaster();
      List<ProcessHandle> victims =
          new ArrayList<>(List.of(ordinal.process().handle(), postmaster));
      postmaster.children().forEach(victims::add);
      return kill(victims);
    }
  };

  /** Gets ready; what is answered then strikes at once. */
  abstract Runnable against(Ordinal ordinal);

  private static Runnable kill(List<ProcessHandle> victims) {
    return () -> victims.forEach(ProcessHandle::destroyForcibly);
  }
}
