package dev.ordinal.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /tasks/pool?size=4} on the admin port: how many connections there are, so that a
 * server that is warm can be tried with several.
 */
final class PoolTask extends Task {

  private final HikariDataSource pool;

  PoolTask(HikariDataSource pool) {
    super("pool");
    this.pool = pool;
  }

  @Override
  public void execute(Map<String, List<String>> parameters, PrintWriter output) {
    int size = Integer.parseInt(parameters.getOrDefault("size", List.of("")).get(0));
    PeerOptions.checkPool(size);
    // The smaller one first: the pool refuses to be smaller than what it keeps.
    pool.setMinimumIdle(Math.min(size, pool.getMaximumPoolSize()));
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(size);
    pool.getHikariPoolMXBean().softEvictConnections();
    output.println(size);
  }
}
