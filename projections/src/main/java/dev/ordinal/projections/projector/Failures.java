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

  private static final String UNIQUE_VIOLATION = "23505";

  private Failures() {}

  /** Whether the data, not the database, is at fault, so that trying again cannot help. */
  static boolean isDataAtFault(Throwable failure) {
    SQLException sql = sqlException(failure);
    String state = sql == null ? null : sql.getSQLState();
    // Class 22 is a value that cannot be stored, class 23 a broken constraint.
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }

  /** One line that quotes no row. */
  static String reason(Throwable failure) {
    SQLException sql = sqlException(failure);
    if (sql == null) {
      return failure instanceof JdbiException
          ? failure.getClass().getSimpleName()
          : firstLine(failure);
    }
    ServerErrorMessage server = sql instanceof PSQLException p ? p.getServerErrorMessage() : null;
    if (server == null) {
      return sql instanceof PSQLException ? firstLine(sql) : "SQL state " + sql.getSQLState();
    }
    // The detail of a unique violation names the key alone; other details quote the whole row.
    boolean detailed = UNIQUE_VIOLATION.equals(server.getSQLState()) && server.getDetail() != null;
    return server.getMessage() + (detailed ? " (" + server.getDetail() + ")" : "");
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    Throwable cause = failure.getCause();
    String line = message == null ? "" : message.lines().findFirst().orElse("");
    // Kafka's "Failed to construct kafka consumer" is explained by its cause.
    String why = cause == null ? "" : ": " + firstLine(cause);
    return (line.isEmpty() ? failure.getClass().getSimpleName() : line) + why;
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
