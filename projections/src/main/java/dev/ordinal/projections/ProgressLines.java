package dev.ordinal.projections;

import dev.ordinal.projections.projector.RebuildListener;
import java.io.PrintStream;

/** Prints the progress of a rebuild, one line for each ten per cent. For one thread. */
final class ProgressLines implements RebuildListener {

  private final PrintStream out;
  private long lastTenth = -1;
  private long folded;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void progress(long folded, long total) {
    this.folded = folded;
    long tenth = total == 0 ? 10 : folded * 10 / total;
    if (tenth != lastTenth) {
      lastTenth = tenth;
      out.printf("folded %,d of %,d%n", folded, total);
    }
  }

  void done() {
    out.printf("rebuilt from %,d log positions%n", folded);
  }
}
