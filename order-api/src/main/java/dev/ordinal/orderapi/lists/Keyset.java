package dev.ordinal.orderapi.lists;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of a query that reads a page of an index, from a place in the middle on. */
public final class Keyset {

  private Keyset() {}

  /**
   * {@code WHERE}, {@code ORDER BY} and {@code LIMIT} of the page. An index has these columns:
   * those in which the rows agree, then the others, in whose order they come. Parameters are named
   * as the columns, those of the place {@code after_} and the column, and {@code limit}.
   *
   * <p>The columns in which the rows agree are compared as a range and sorted by. With {@code =}
   * Postgres would read the index from their first row to the place; and it would think that an
   * index without them does as well, which reads all rows that disagree.
   *
   * @param agree columns in which all rows have a given value; may be empty
   * @param others columns that, together, no two of the rows have the same values in
   * @param filter more conditions, each with its {@code AND}; may be empty
   */
  public static String page(Collection<String> agree, List<String> others, String filter) {
    String columns = Stream.concat(agree.stream(), others.stream()).collect(commas());
    String place =
        Stream.concat(agree.stream().map(c -> ":" + c), others.stream().map(c -> ":after_" + c))
            .collect(commas());
    String end =
        agree.isEmpty()
            ? ""
            : " AND (%s) <= (%s)"
                .formatted(
                    String.join(", ", agree), agree.stream().map(c -> ":" + c).collect(commas()));
    return " WHERE (%s) > (%s)%s%s ORDER BY %s LIMIT :limit"
        .formatted(columns, place, end, filter, columns);
  }

  private static Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(", ");
  }
}
