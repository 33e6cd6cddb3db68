package dev.ordinal.benchmarks.load;

import dev.ordinal.benchmarks.load.ResponseReader.Response;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers of a server, each with a connection of its own that is kept. One thread and a selector:
 * load and server share the processors, so what the load takes the server lacks. Not thread-safe.
 */
public final class HttpLoad {

  /**
   * An open loop that waits for more answers than this sends late, and says so in its latencies.
   */
  private static final int OPEN_CONNECTIONS = 1_000;

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(45);
  private static final long MILLI = 1_000_000;

  private final InetSocketAddress server;
  private final Workload workload;
  private final Duration longestAnswer;

  /** Connects for each run anew. */
  public HttpLoad(InetSocketAddress server, Workload workload) {
    this(server, workload, LONGEST_ANSWER);
  }

  HttpLoad(InetSocketAddress server, Workload workload, Duration longestAnswer) {
    this.server = server;
    this.workload = workload;
    this.longestAnswer = longestAnswer;
  }

  /**
   * Each caller asks again as soon as it is answered. What is answered after the end is waited for,
   * and not counted.
   */
  public Measurement closed(int callers, Duration length) throws IOException, InterruptedException {
    long start = System.nanoTime();
    return new Run(Pace.closed(callers, start + length.toNanos()), start, length).run();
  }

  /** Requests are sent at a fixed rate; latency counts from when each was to be sent. */
  public Measurement open(double rate, Duration length) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long end = start + length.toNanos();
    return new Run(Pace.open(rate, OPEN_CONNECTIONS, start, end), start, length).run();
  }

  private final class Run {

    private final Pace pace;
    private final long end;
    private final Measurement measurement;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> busy = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);

    Run(Pace pace, long start, Duration length) {
      this.pace = pace;
      this.end = start + length.toNanos();
      this.measurement = Measurement.empty(length.toNanos() / 1e9);
    }

    Measurement run() throws IOException, InterruptedException {
      try (Selector selector = Selector.open()) {
        try {
          long now = System.nanoTime();
          while (now < end || hasMore(now)) {
            sendDue(selector, now);
            await(selector, now);
            now = System.nanoTime();
            for (SelectionKey key : selector.selectedKeys()) {
              goOn((Connection) key.attachment(), now);
            }
            selector.selectedKeys().clear();
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
          }
          giveUp(now);
        } finally {
          busy.forEach(Connection::close);
          idle.forEach(Connection::close);
        }
      }
      return measurement;
    }

    private boolean hasMore(long now) {
      return (!busy.isEmpty() || pace.isDue(now)) && now < end + longestAnswer.toNanos();
    }

    private void sendDue(Selector selector, long now) throws IOException {
      while (pace.isDue(now) && (!idle.isEmpty() || busy.size() < pace.connections())) {
        Connection connection = idle.isEmpty() ? new Connection(selector, server) : idle.pop();
        busy.add(connection);
        try {
          connection.send(workload.next(), pace.take(now));
        } catch (IOException e) {
          lost(connection);
        }
      }
    }

    private void await(Selector selector, long now) throws IOException {
      boolean blocked = idle.isEmpty() && busy.size() >= pace.connections();
      long toEnd = Math.max(MILLI, end - now);
      long nanos = Math.min(blocked ? Long.MAX_VALUE : pace.nanosToNext(now), toEnd);
      if (nanos >= MILLI) {
        // Whole milliseconds, and short enough to notice an interrupt and the end.
        selector.select(Math.min(100, nanos / MILLI));
      } else {
        // Selectors know milliseconds only.
        LockSupport.parkNanos(nanos);
        selector.selectNow();
      }
    }

    private void goOn(Connection connection, long now) {
      try {
        Response response = connection.ready(buffer);
        if (response != null) {
          answered(connection, response, now);
        }
      } catch (IOException e) {
        lost(connection);
      }
    }

    private void answered(Connection connection, Response response, long now) {
      busy.remove(connection);
      idle.push(connection);
      String error = workload.answered(connection.request(), response.status(), response.body());
      if (now >= end && !pace.countsLate()) {
        return;
      }
      if (error == null) {
        measurement.answered(now - connection.from(), workload.orders());
      } else {
        measurement.failed(error);
      }
    }

    private void lost(Connection connection) {
      connection.close();
      // One that is idle is told of its end as well; nobody waits for an answer on it.
      if (busy.remove(connection)) {
        measurement.failed("connection lost");
      } else {
        idle.remove(connection);
      }
    }

    private void giveUp(long now) {
      for (Connection connection : busy) {
        measurement.failed(Measurement.NO_ANSWER);
        // They have waited for as long at least; to leave them out would flatter the server.
        measurement.answered(now - connection.from(), 1);
      }
    }
  }
}
