package dev.ordinal.projections.projector;

import dev.ordinal.contracts.topics.TopicSetup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Folds the whole log into a fresh generation of tables while the old one goes on serving and being
 * folded into, then switches the views in one transaction and drops the old generation. If it
 * breaks off, nothing has changed but some tables lie about, which the next rebuild removes.
 *
 * <p>What the log no longer holds cannot be folded again: commands older than a week and results
 * older than a month are taken over from the old tables as they are.
 */
public final class Rebuild {

  private static final int BATCH_RECORDS = 2_000;
  private static final String ONE_AT_A_TIME =
      "SELECT pg_try_advisory_lock(hashtext('ordinal.rebuild'))";

  private final KafkaSettings kafka;
  private final DataSource dataSource;
  private final Generations generations;
  private final List<Projection> projections;
  private final List<Feed<?>> feeds;

  public Rebuild(KafkaSettings kafka, PostgresSettings postgres, List<Projection> projections) {
    this.kafka = kafka;
    this.dataSource = postgres.patient();
    this.generations = new Generations(dataSource);
    this.projections = List.copyOf(projections);
    this.feeds = projections.stream().<Feed<?>>flatMap(p -> p.feeds().stream()).toList();
  }

  /**
   * Rebuilds; returns when the new tables are the ones shown.
   *
   * @throws RebuildException when another rebuild is running, when Kafka or Postgres is not there
   *     or goes away, or when a record cannot be folded
   */
  public void run(RebuildListener listener) {
    try (Handle guard = Jdbi.open(dataSource);
        Connection writing = dataSource.getConnection()) {
      if (!guard.createQuery(ONE_AT_A_TIME).mapTo(boolean.class).one()) {
        throw new RebuildException("another rebuild is running", null);
      }
      generations.prepare();
      generations.dropInactive();
      setUpTopics();
      foldAnew(guard, Jdbi.create(writing), listener);
      generations.dropInactive();
    } catch (RebuildException e) {
      throw e;
    } catch (JdbiException | SQLException e) {
      // Without its cause, whose message quotes the values that were being written.
      throw new RebuildException("Postgres: " + Failures.reason(e), null);
    } catch (RuntimeException e) {
      throw new RebuildException(Failures.reason(e), e);
    }
  }

  private void foldAnew(Handle guard, Jdbi writer, RebuildListener listener) {
    int fresh = generations.create();
    ReadModel readModel = new ReadModel(writer, feeds, tx -> enterUnsynchronised(tx, fresh));
    try (Consumer<byte[], byte[]> consumer = kafka.consumer(BATCH_RECORDS, Map.of())) {
      CatchUp catchUp = new CatchUp(consumer, readModel, partitions(), listener);
      catchUp.foldUpTo(catchUp.ends());
      carryOver(guard, fresh);
      catchUp.foldUpTo(catchUp.ends());
      guard.useTransaction(tx -> switchOver(tx, fresh, catchUp));
    }
  }

  /** No commit waits for the disk: the switch, which does, comes after them all. */
  private static int enterUnsynchronised(Handle tx, int generation) {
    tx.execute("SET LOCAL synchronous_commit = off");
    return Generations.enter(tx, generation);
  }

  private void carryOver(Handle guard, int fresh) {
    guard.useTransaction(
        tx -> {
          String from = Generations.schema(Generations.enterActive(tx));
          Generations.enter(tx, fresh);
          projections.forEach(projection -> projection.carryOver(tx, from));
        });
  }

  /** Nobody folds into the old tables meanwhile, so that no reader goes back in time. */
  private static void switchOver(Handle tx, int fresh, CatchUp catchUp) {
    Generations.enter(tx, Generations.lockActive(tx));
    catchUp.foldUpTo(Positions.readAll(tx));
    Generations.activate(tx, fresh);
  }

  private Set<TopicPartition> partitions() {
    return feeds.stream()
        .map(Feed::topic)
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .collect(Collectors.toSet());
  }

  private void setUpTopics() {
    try (Admin admin = Admin.create(kafka.client())) {
      TopicSetup.ensure(admin, kafka.replicationFactor());
    }
  }
}
