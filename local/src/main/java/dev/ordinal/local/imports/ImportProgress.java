package dev.ordinal.local.imports;

import dev.ordinal.local.progress.Elapsed;
import dev.ordinal.local.progress.ProgressBar;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Shows how much of a file is sent, and then for how long the service decides. Thread-safe. */
final class ImportProgress implements AutoCloseable {

  private final long size;
  private final PrintStream out;
  private final ProgressBar sending;
  private @Nullable Elapsed deciding;
  private boolean closed;

  /**
   * Starts now.
   *
   * @param size of the file in bytes, at least 1
   * @param out where to print; not closed by this class
   */
  ImportProgress(long size, PrintStream out) {
    this.size = size;
    this.out = out;
    this.sending = new ProgressBar("sending", "bytes", size, out);
  }

  /** {@code file}, the reading of which shows. A file that is sent again begins again unseen. */
  InputStream watch(InputStream file) {
    return new FilterInputStream(file) {
      private long read;

      @Override
      public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        count(Math.max(0, count));
        return count;
      }

      private void count(int count) {
        read += count;
        sent(read);
      }
    };
  }

  private synchronized void sent(long bytes) {
    if (closed || deciding != null) {
      return;
    }
    sending.advanceTo(bytes);
    if (bytes >= size) {
      sending.close();
      deciding = Elapsed.start("deciding", out);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    sending.close();
    if (deciding != null) {
      deciding.close();
    }
  }
}
