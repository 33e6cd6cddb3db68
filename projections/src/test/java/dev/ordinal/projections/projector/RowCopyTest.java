package dev.ordinal.projections.projector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCopyTest {

  private record Thing(@Nullable String text, long number, Instant at, UUID id) {}

  private static final RowCopy<Thing> ROWS =
      new RowCopy<Thing>("things")
          .text("text", Thing::text)
          .bigint("number", Thing::number)
          .integer("small", thing -> thing.number() % 1000)
          .time("at", Thing::at)
          .uuid("id", Thing::id)
          .jsonb("json", thing -> thing.text() == null ? null : Map.of("text", thing.text()));

  private static final List<Thing> THINGS =
      List.of(
          new Thing(null, 0, Instant.EPOCH, new UUID(0, 0)),
          new Thing("", -1, Instant.parse("1999-12-31T23:59:59.999999500Z"), new UUID(-1, -1)),
          new Thing("tab\tand \\.", 1, Instant.parse("1900-01-01T00:00:00.0000004Z"), id()),
          new Thing("Zoë 🎉", Long.MAX_VALUE, Instant.parse("9999-12-31T23:59:59.9999995Z"), id()),
          new Thing(
              "x".repeat(100_000), Long.MIN_VALUE, Instant.parse("2026-01-02T03:04:05Z"), id()));

  @Test
  void whatIsCopiedIsWhatAnInsertWrites() throws Exception {
    try (TestPostgres postgres = TestPostgres.start()) {
      Jdbi jdbi = postgres.jdbi();
      jdbi.useTransaction(
          tx -> {
            tx.execute(
                "CREATE TABLE things (text text, number bigint, small integer, at timestamptz,"
                    + " id uuid, json jsonb, how text DEFAULT 'copied')");
            ROWS.insert(tx, THINGS);
            THINGS.forEach(thing -> insert(tx, thing));
          });

      assertThat(rows(jdbi, "copied")).hasSize(THINGS.size()).isEqualTo(rows(jdbi, "inserted"));
    }
  }

  private static void insert(Handle tx, Thing thing) {
    tx.createUpdate(
            "INSERT INTO things VALUES (:text, :number, :small, :at, :id, CAST(:json AS jsonb),"
                + " 'inserted')")
        .bind("text", thing.text())
        .bind("number", thing.number())
        .bind("small", (int) (thing.number() % 1000))
        .bind("at", thing.at())
        .bind("id", thing.id())
        .bind("json", Jsonb.of(thing.text() == null ? null : Map.of("text", thing.text())))
        .execute();
  }

  private static List<String> rows(Jdbi jdbi, String how) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT (text, number, small, at, id, json)::text FROM things WHERE how = ?"
                        + " ORDER BY number")
                .bind(0, how)
                .mapTo(String.class)
                .list());
  }

  private static UUID id() {
    return UUID.fromString("019ac6a0-0000-7000-8000-0000000000ff");
  }
}
