CREATE TABLE teams (
  number        text        COLLATE "C" PRIMARY KEY,
  series        text        COLLATE "C" NOT NULL,
  period        text        COLLATE "C" NOT NULL,
  sequence      bigint      NOT NULL,
  name          text        NOT NULL,
  captain       jsonb       NOT NULL,
  players       jsonb       NOT NULL,
  uploads       jsonb       NOT NULL,
  registered_at timestamptz NOT NULL,
  command_id    uuid        NOT NULL,
  UNIQUE (series, period, sequence)
);
