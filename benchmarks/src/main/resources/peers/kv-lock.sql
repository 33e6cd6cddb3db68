-- The documents' key-value store as a table: keys, values, and when they were written.
CREATE TABLE entries (
  key text PRIMARY KEY,
  value text NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 10);

-- Invented numbers are stored as well; so are those given twice behind a lock that went stale.
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  number text NOT NULL,
  body jsonb NOT NULL,
  placed_at timestamptz NOT NULL DEFAULT now()
);
