package dev.ordinal.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /tasks/pool?size=4} on the admin port: how many connections there are, so that a
 * server that is warm can be tried with several.
 */
final class PoolTask extends Task {

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 20;

  private final HikariDataSource pool;

  PoolTask(HikariDataSource pool) {
    super("pool");
    this.pool = pool;
  }

  @Override
  public void execute(Map<String, List<String>> parameters, PrintWriter output)
      throws InterruptedException {
    int size = Integer.parseInt(parameters.getOrDefault("size", List.of("")).get(0));
    PeerOptions.checkPool(size);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(size);
    pool.getHikariPoolMXBean().softEvictConnections();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (pool.getHikariPoolMXBean().getTotalConnections() != size && System.nanoTime() < end) {
      Thread.sleep(LOOK_MILLIS);
    }
    output.println(size);
  }
}
