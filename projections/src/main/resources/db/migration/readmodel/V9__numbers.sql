-- Every number that was given here or taken over from elsewhere, and where the event that says so
-- lies in the log. The tables of their kind tell what the things with these numbers are like.
CREATE TABLE numbers (
  number      text        COLLATE "C" PRIMARY KEY,
  series      text        COLLATE "C" NOT NULL,
  period      text        COLLATE "C" NOT NULL,
  sequence    bigint      NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('order', 'team', 'partner', 'document')),
  how         text        NOT NULL CHECK (how IN ('issued', 'imported')),
  -- Of an imported one, if the import said so.
  name        text,
  type        text        NOT NULL,
  topic       text        NOT NULL,
  partition   integer     NOT NULL,
  log_offset  bigint      NOT NULL,
  command_id  uuid        NOT NULL,
  occurred_at timestamptz NOT NULL,
  -- The guard against a number given twice that holds across topics.
  UNIQUE (series, period, sequence)
);

-- Stretches of sequences, both ends included, that were jumped. A number within one that has a row
-- in numbers was given all the same: imported, or issued before a sync. The others were and will
-- never be given. The last of an import's stretch is always imported, and its numbers come in
-- order: once it is there, they all are.
CREATE TABLE skips (
  series     text        COLLATE "C" NOT NULL,
  period     text        COLLATE "C" NOT NULL,
  first      bigint      NOT NULL,
  last       bigint      NOT NULL,
  how        text        NOT NULL CHECK (how IN ('reset', 'sync', 'import')),
  reason     text        NOT NULL,
  actor      text,
  at         timestamptz NOT NULL,
  type       text        NOT NULL,
  topic      text        NOT NULL,
  partition  integer     NOT NULL,
  log_offset bigint      NOT NULL,
  command_id uuid        NOT NULL,
  PRIMARY KEY (series, period, first, log_offset),
  CHECK (first <= last)
);
