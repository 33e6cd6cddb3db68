-- The partners' spreadsheet as a table: nothing in it forbids a number twice.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  series text NOT NULL,
  period text NOT NULL,
  sequence bigint NOT NULL,
  number text NOT NULL,
  body jsonb NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ON orders (series, period, sequence);
