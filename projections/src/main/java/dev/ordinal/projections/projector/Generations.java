package dev.ordinal.projections.projector;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The generations of the read model. Generation <i>n</i> has its tables in the schema {@code
 * read_n}; the views in {@code api} show the active one, which {@code ordinal.generation} names.
 * Thread-safe.
 */
final class Generations {

  private static final String CONTROL_SCHEMA = "ordinal";

  private final DataSource dataSource;
  private final Jdbi jdbi;

  /** {@code dataSource} must let a statement run for minutes: a migration may touch every row. */
  Generations(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbi = Jdbi.create(dataSource);
  }

  /** Brings the schema up to date and the views to the active generation. */
  void prepare() {
    migrate(CONTROL_SCHEMA, "control");
    migrateTables(jdbi.withHandle(Generations::active));
    jdbi.useTransaction(
        tx -> {
          int active = lockActive(tx);
          if (!isPublished(tx, active)) {
            publish(tx, active);
          }
        });
  }

  /** The schema with the tables of {@code generation}. */
  static String schema(int generation) {
    return "read_" + generation;
  }

  /** Makes {@code tx} see the active generation, which no rebuild can switch until it ends. */
  static int enterActive(Handle tx) {
    return tx.createQuery(
            "SELECT active, set_config('search_path', 'read_' || active, true)"
                + " FROM ordinal.generation FOR SHARE")
        .mapTo(int.class)
        .one();
  }

  /** Makes {@code tx} see {@code generation}. */
  static int enter(Handle tx, int generation) {
    tx.execute("SELECT set_config('search_path', ?, true)", schema(generation));
    return generation;
  }

  /** The active generation; whoever folds into it waits until {@code tx} ends. */
  static int lockActive(Handle tx) {
    return tx.createQuery("SELECT active FROM ordinal.generation FOR UPDATE")
        .mapTo(int.class)
        .one();
  }

  /** Makes empty tables beside the active ones. */
  int create() {
    int next = jdbi.withHandle(Generations::active) + 1;
    migrateTables(next);
    return next;
  }

  /** Makes {@code generation} the one that is shown and folded into, once {@code tx} commits. */
  static void activate(Handle tx, int generation) {
    tx.execute("UPDATE ordinal.generation SET active = ?", generation);
    publish(tx, generation);
  }

  /** Removes all but the active generation: the one before it, and what broken rebuilds left. */
  void dropInactive() {
    jdbi.useTransaction(
        tx -> {
          int active = active(tx);
          tx.createQuery(
                  "SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace"
                      + " WHERE nspname ~ '^read_[0-9]+$' AND nspname != ?")
              .bind(0, schema(active))
              .mapTo(String.class)
              .list()
              .forEach(tx::execute);
        });
  }

  private static int active(Handle handle) {
    return handle.createQuery("SELECT active FROM ordinal.generation").mapTo(int.class).one();
  }

  /** Making a view again waits for whoever reads it, so it is done only when it is needed. */
  private static boolean isPublished(Handle tx, int generation) {
    return tx.createQuery(
            "SELECT NOT EXISTS (SELECT table_name, column_name FROM information_schema.columns"
                + " WHERE table_schema = :schema AND table_name != 'flyway_schema_history'"
                + " EXCEPT SELECT view_name, column_name FROM information_schema.view_column_usage"
                + " WHERE view_schema = 'api' AND table_schema = :schema)")
        .bind("schema", schema(generation))
        .mapTo(boolean.class)
        .one();
  }

  /**
   * Every table of the generation becomes a view of the same name. Views are replaced, not dropped:
   * analysts may have put views of their own on them.
   */
  private static void publish(Handle tx, int generation) {
    tx.execute("CREATE SCHEMA IF NOT EXISTS api");
    tx.createQuery(
            "SELECT format('CREATE OR REPLACE VIEW api.%1$I AS SELECT * FROM %2$I.%1$I',"
                + " tablename, schemaname) FROM pg_tables WHERE schemaname = ?"
                + " AND tablename != 'flyway_schema_history'")
        .bind(0, schema(generation))
        .mapTo(String.class)
        .list()
        .forEach(tx::execute);
  }

  private void migrateTables(int generation) {
    migrate(schema(generation), "readmodel");
  }

  private void migrate(String schema, String folder) {
    Flyway.configure()
        .dataSource(dataSource)
        .defaultSchema(schema)
        .createSchemas(true)
        .locations("classpath:db/migration/" + folder)
        .load()
        .migrate();
  }
}
