package dev.ordinal.projections.projector;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What went wrong, in words fit for logs: the messages of JDBC and JDBI quote the values that were
 * being written, which may be personal.
 */
final class Failures {

  private static final String CONSTRAINTS = "23";
  private static final String NOT_NULL_VIOLATION = "23502";
  private static final String CHECK_VIOLATION = "23514";
  private static final String UNIQUE_VIOLATION = "23505";

  private Failures() {}

  /**
   * Whether Postgres refuses what a record says, so that trying again cannot help: a value that
   * cannot be stored (class 22), one beyond a limit, such as an index row's (class 54), or one that
   * is missing or not allowed in its column.
   */
  static boolean isDataAtFault(Throwable failure) {
    String state = sqlState(failure);
    return state.startsWith("22")
        || state.startsWith("54")
        || state.equals(NOT_NULL_VIOLATION)
        || state.equals(CHECK_VIOLATION);
  }

  /** Whether a record contradicts what was folded before, such as by a number given twice. */
  static boolean isContradiction(Throwable failure) {
    return sqlState(failure).startsWith(CONSTRAINTS) && !isDataAtFault(failure);
  }

  /** One line that quotes no row. */
  static String reason(Throwable failure) {
    SQLException sql = sqlException(failure);
    if (sql == null) {
      return failure instanceof JdbiException
          ? failure.getClass().getSimpleName()
          : messages(failure);
    }
    ServerErrorMessage server = sql instanceof PSQLException p ? p.getServerErrorMessage() : null;
    if (server == null) {
      return sql instanceof PSQLException ? message(sql) : "SQL state " + sql.getSQLState();
    }
    // The detail of a unique violation names the key alone; other details quote the whole row.
    boolean detailed = UNIQUE_VIOLATION.equals(server.getSQLState()) && server.getDetail() != null;
    return server.getMessage() + (detailed ? " (" + server.getDetail() + ")" : "");
  }

  private static String sqlState(Throwable failure) {
    SQLException sql = sqlException(failure);
    String state = sql == null ? null : sql.getSQLState();
    return state == null ? "" : state;
  }

  /** With the causes, because Kafka says "Failed to construct kafka consumer" and no more. */
  private static String messages(Throwable failure) {
    Throwable cause = failure.getCause();
    return message(failure) + (cause == null ? "" : ": " + messages(cause));
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse(message);
  }

  /**
   * The innermost, because a batch wraps the server's answer in an exception that quotes values.
   */
  private static @Nullable SQLException sqlException(Throwable failure) {
    SQLException found = null;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }
}
