package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.commands.CommandGateway;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.kafka.EndOffsets;
import dev.ordinal.orderapi.reads.ReadModel;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs the sequences that imported numbers are in, once after the start: what was taken over from
 * elsewhere can be had from nowhere else, so a writer that was restored without it must not give it
 * again. Tries until Kafka and Postgres are there. The key says how far the sequence is known to
 * be, so that a start after which nothing is new repeats the last one and adds no event.
 */
public final class SyncAtStart implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(SyncAtStart.class);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration WAIT = Duration.ofSeconds(30);

  private static final String QUERY =
      "SELECT s.series, s.period, s.current FROM api.sequences s WHERE EXISTS"
          + " (SELECT FROM api.numbers n WHERE n.series = s.series AND n.period = s.period"
          + " AND n.how = 'imported')";

  private final ReadModel readModel;
  private final CommandGateway commands;
  private final BackgroundLoop loop = new BackgroundLoop("sync-at-start", PAUSE, this::sync);

  public SyncAtStart(ReadModel readModel, CommandGateway commands) {
    this.readModel = readModel;
    this.commands = commands;
  }

  /** The thread that tries. */
  public BackgroundLoop loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop(loop::interrupt, PAUSE);
  }

  private void sync() throws InterruptedException {
    if (isDone()) {
      loop.end();
    }
  }

  private boolean isDone() throws InterruptedException {
    try {
      List<SyncSequence> syncs =
          readModel
              .read(
                  EndOffsets.partitions(Topics.NUMBERING_EVENTS),
                  handle ->
                      handle
                          .createQuery(QUERY)
                          .map(
                              (row, context) ->
                                  new SyncSequence(
                                      row.getString(1),
                                      row.getString(2),
                                      row.getLong(3),
                                      "sync at the start"))
                          .list())
              .toCompletableFuture()
              .get(WAIT.toSeconds(), TimeUnit.SECONDS);
      for (SyncSequence sync : syncs) {
        submit(sync);
        loop.goesWell();
      }
      return true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("not yet", e);
      return false;
    }
  }

  private void submit(SyncSequence sync)
      throws InterruptedException, ExecutionException, TimeoutException {
    IdempotencyKey key = IdempotencyKey.of("sync-at-start", sync.period() + "/" + sync.highest());
    commands
        .submit(sync, key, CommandEnvelope.SYSTEM, WAIT)
        .toCompletableFuture()
        .get(2 * WAIT.toSeconds(), TimeUnit.SECONDS);
  }
}
