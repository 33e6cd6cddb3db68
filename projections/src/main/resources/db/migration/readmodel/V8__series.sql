CREATE TABLE series (
  code       text        COLLATE "C" PRIMARY KEY,
  kind       text        NOT NULL,
  definition jsonb       NOT NULL,
  defined_at timestamptz NOT NULL
);

-- The last sequence of each period, given or skipped. Its numbers are in the tables of their kind.
CREATE TABLE sequences (
  series     text        COLLATE "C" NOT NULL,
  period     text        COLLATE "C" NOT NULL,
  current    bigint      NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (series, period)
);
