-- The team registration as it was: the counter row is there from the start, and locked by each.
CREATE TABLE counters (
  series text PRIMARY KEY,
  current bigint NOT NULL
) WITH (fillfactor = 10);

CREATE TABLE orders (
  number text PRIMARY KEY,
  body jsonb NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO counters VALUES ('GAM', 0);
