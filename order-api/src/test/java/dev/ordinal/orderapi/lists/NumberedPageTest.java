package dev.ordinal.orderapi.lists;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.orderapi.reads.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NumberedPageTest {

  /** As the migrations of projections make it, as far as lists ask. */
  private static final String TABLE =
      """
      CREATE TABLE things (
        series text COLLATE "C", period text COLLATE "C", sequence bigint, status text,
        UNIQUE (series, period, sequence));
      CREATE INDEX things_by_status ON things (status, series, period, sequence);
      """;

  private static final List<String> PERIODS = List.of("20251120", "20251121", "20251122");
  private static final int LIMIT = 5;

  private static EmbeddedPostgres postgres;
  private static Jdbi jdbi;

  private record Thing(String series, String period, long sequence, String status) {}

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    jdbi = Jdbi.create(postgres.getPostgresDatabase(Map.of("options", PostgresSettings.SESSION)));
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @Test
  void aPageHoldsWhatComesAfterThePlaceWhateverIsAskedFor() {
    List<Thing> things = things();
    fill(things);
    List<Cursor> places = new ArrayList<>(List.of(Cursor.START, new Cursor("ZZZ", "", 0)));
    things.forEach(thing -> places.add(new Cursor(thing.series(), thing.period(), 3)));
    for (Map<String, String> equal : filters()) {
      for (Cursor place : places) {
        assertThat(page(equal, place))
            .as("%s after %s", equal, place)
            .isEqualTo(
                things.stream()
                    .filter(thing -> fits(thing, equal) && comesAfter(thing, place))
                    .limit(LIMIT)
                    .toList());
      }
    }
  }

  /** Half of all are placed, but none before the 20,000th is; and some ten come after them all. */
  @Test
  void aPageInTheMiddleReadsFewBuffersHoweverStatusesLie() {
    jdbi.useHandle(
        handle -> {
          recreate(handle);
          handle.execute(
              "INSERT INTO things SELECT 'GAM', '20251121', i,"
                  + " CASE WHEN i % 4000 = 0 THEN 'refunded' WHEN i < 20000 THEN 'paid'"
                  + " ELSE 'placed' END"
                  + " FROM generate_series(1, 40000) i");
          handle.execute("ANALYZE things");
        });
    Cursor middle = new Cursor("GAM", "20251121", 30_000);
    for (Map<String, String> equal : filters()) {
      assertThat(buffers(equal, Cursor.START)).as("%s from the start", equal).isLessThan(50);
      assertThat(buffers(equal, middle)).as("%s in the middle", equal).isLessThan(50);
    }
  }

  /** Three series, three periods each, six sequences each, statuses in turn. */
  private static List<Thing> things() {
    List<Thing> things = new ArrayList<>();
    for (String series : List.of("GAM", "HM-P", "RET")) {
      for (String period : PERIODS) {
        for (long sequence = 1; sequence <= 6; sequence++) {
          String status = sequence % 2 == 0 ? "placed" : "paid";
          things.add(new Thing(series, period, sequence, status));
        }
      }
    }
    things.sort(
        Comparator.comparing(Thing::series)
            .thenComparing(Thing::period)
            .thenComparingLong(Thing::sequence));
    return things;
  }

  /** Every combination of filters. */
  private static List<Map<String, String>> filters() {
    List<Map<String, String>> filters = new ArrayList<>();
    for (int bits = 0; bits < 8; bits++) {
      Map<String, String> equal = new LinkedHashMap<>();
      if ((bits & 1) != 0) {
        equal.put("series", "GAM");
      }
      if ((bits & 2) != 0) {
        equal.put("period", "20251121");
      }
      if ((bits & 4) != 0) {
        equal.put("status", "placed");
      }
      filters.add(equal);
    }
    return filters;
  }

  private static boolean fits(Thing thing, Map<String, String> equal) {
    return equal.getOrDefault("series", thing.series()).equals(thing.series())
        && equal.getOrDefault("period", thing.period()).equals(thing.period())
        && equal.getOrDefault("status", thing.status()).equals(thing.status());
  }

  private static boolean comesAfter(Thing thing, Cursor place) {
    int series = thing.series().compareTo(place.series());
    int period = thing.period().compareTo(place.period());
    return series > 0
        || (series == 0 && (period > 0 || (period == 0 && thing.sequence() > place.sequence())));
  }

  private static void fill(List<Thing> things) {
    jdbi.useHandle(
        handle -> {
          recreate(handle);
          things.forEach(
              thing ->
                  handle.execute(
                      "INSERT INTO things VALUES (?, ?, ?, ?)",
                      thing.series(),
                      thing.period(),
                      thing.sequence(),
                      thing.status()));
        });
  }

  private static void recreate(Handle handle) {
    handle.execute("DROP TABLE IF EXISTS things");
    handle.createScript(TABLE).execute();
  }

  private static List<Thing> page(Map<String, String> equal, Cursor place) {
    return jdbi.withHandle(
        handle ->
            NumberedPage.query(handle, "", "things", equal, new Paging(LIMIT - 1, place))
                .map(
                    (row, context) ->
                        new Thing(
                            row.getString("series"),
                            row.getString("period"),
                            row.getLong("sequence"),
                            row.getString("status")))
                .list());
  }

  /** How many pages of 8 KiB the query reads, in the cache or not. */
  private static int buffers(Map<String, String> equal, Cursor place) {
    String plan =
        jdbi.withHandle(
            handle ->
                String.join(
                    "\n",
                    NumberedPage.query(
                            handle,
                            "EXPLAIN (ANALYZE, BUFFERS) ",
                            "things",
                            equal,
                            new Paging(49, place))
                        .mapTo(String.class)
                        .list()));
    // The first line tells the sum of the whole plan; what planning reads comes later.
    Matcher total =
        Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?").matcher(plan);
    assertThat(total.find()).as(plan).isTrue();
    return Stream.of(total.group(1), total.group(2))
        .mapToInt(count -> count == null ? 0 : Integer.parseInt(count))
        .sum();
  }
}
