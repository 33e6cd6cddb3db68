package dev.ordinal.projections.projector;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * One capability of the read model: the topics it listens to and the tables it keeps. Its tables
 * are made by a migration and are published under their own names as views in the schema {@code
 * api}.
 */
public interface Projection {

  /**
   * The topics and what to do with their records. Several projections may listen to a topic, each
   * for tables of its own. Records of different topics may come in any order.
   */
  List<Feed<?>> feeds();

  /**
   * Called once in a rebuild, for what the log no longer holds: brings it over from the generation
   * that serves now. Rows that the log does hold are right already, or will be soon, and must stay.
   *
   * @param tx writes to the tables of the generation being built
   * @param from the schema of the generation that serves now
   */
  default void carryOver(Handle tx, String from) {}
}
